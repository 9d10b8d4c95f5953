"""What is trained once and asked everywhere: the topic model and the gate, together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from policies_kb.model.question import Belonging, TopicGuess

from . import gate as gates
from . import topic_model
from .gate import Circumstance, Gate, Scored
from .topic_model import SEED, TopicModel
from .weighed import weighed

OUT_OF_SCOPE = "out_of_scope"  # the intent of phrases written for other offices
NEITHER = frozenset({OUT_OF_SCOPE, "foreign_language", "unclear"})  # no words of ours, and no other office's


@dataclass(frozen=True)
class Chosen:
    """What a text may be about, likeliest first, and the log-odds that it is ours at all."""

    guesses: tuple[TopicGuess, ...]
    ours: float


@dataclass
class Chooser:
    """``held_out``: for phrases held out once in training, whether their topic was found (for comparing models)."""

    topics: TopicModel
    gate: Gate
    held_out: Mapping[str, bool] = field(default_factory=dict)

    def choose(self, masked: Sequence[str]) -> list[Chosen]:
        """For each text, with places and series masked; one call for several costs little more than for one."""
        scores = self.topics.scores(masked)
        elsewhere = scores[:, self.topics.labels.index(OUT_OF_SCOPE)]
        ours = self.gate.scores(masked, elsewhere)
        return [Chosen(*pair) for pair in zip(self.topics.guesses(scores), ours, strict=True)]

    def verdict(self, ours: float, circumstance: Circumstance) -> Belonging:
        """Whether a text with these log-odds is answered, asked back or turned away."""
        return self.gate.verdict(ours, circumstance)


def fit(masked: Sequence[str], labels: Sequence[str]) -> Chooser:
    """Fits both to phrases with places and series masked. The same phrases give the same chooser."""
    return fit_and_score(masked, labels)[0]


def fit_and_score(masked: Sequence[str], labels: Sequence[str]) -> tuple[Chooser, Scored]:
    """The same, with the gate's scores of all phrases by models that had not seen them."""
    union, matrix = topic_model.features(masked)
    topics = topic_model.fit(union, matrix, labels)
    own = [index for index, label in enumerate(labels) if label not in NEITHER]
    far = [index for index, label in enumerate(labels) if label == OUT_OF_SCOPE]
    ours = [masked[index] for index in own]
    twins = gates.made_up_of(ours)
    elsewhere = topics.scores(twins)[:, topics.labels.index(OUT_OF_SCOPE)]
    unseen = _unseen(matrix, np.array([label == OUT_OF_SCOPE for label in labels]))
    topic = np.concatenate([unseen[own], unseen[far], elsewhere])
    gate, scored = gates.fit(ours, [masked[index] for index in far], twins, topic)
    return Chooser(topics, gate, _held_out(masked, labels)), scored


def _unseen(matrix: csr_matrix, kinds: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How much each phrase is taken for another office's by a model that has not seen it."""
    folds = np.random.RandomState(SEED).randint(weighed().gate.folds, size=len(kinds))
    scores = np.zeros(len(kinds))
    for fold in range(weighed().gate.folds):
        seen = folds != fold
        linear = topic_model.linear_model(weighed().topics.strength).fit(matrix[seen], kinds[seen])
        scores[~seen] = linear.decision_function(matrix[~seen])
    return scores


def _held_out(masked: Sequence[str], labels: Sequence[str]) -> dict[str, bool]:
    """Whether the topic of each phrase held out is found by a model of the others."""
    out = [crc32(text.encode()) % weighed().deployment.held_out == 0 for text in masked]
    seen = [(text, label) for text, label, kept in zip(masked, labels, out, strict=True) if not kept]
    unseen = [(text, label) for text, label, kept in zip(masked, labels, out, strict=True) if kept]
    if not unseen or len({label for _, label in seen}) < 2:
        return {}
    union, matrix = topic_model.features([text for text, _ in seen])
    model = topic_model.fit(union, matrix, [label for _, label in seen])
    best = model.scores([text for text, _ in unseen]).argmax(axis=1)
    return {text: model.labels[index] == label for (text, label), index in zip(unseen, best, strict=True)}
