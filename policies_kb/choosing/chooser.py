"""What is trained once and asked everywhere: the topic model and the gate, together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from policies_kb.model.question import Belonging, TopicGuess

from . import gate as gates
from . import topic_model
from .gate import Circumstance, Gate, Scored
from .recent import Recent
from .topic_model import TopicModel

OUT_OF_SCOPE = "out_of_scope"  # the intent of phrases written for other offices
NEITHER = frozenset({OUT_OF_SCOPE, "foreign_language", "unclear"})  # no words of ours, and no other office's


@dataclass(frozen=True)
class Chosen:
    """What a text may be about, likeliest first, and the log-odds that it is ours at all."""

    guesses: tuple[TopicGuess, ...]
    ours: float


@dataclass
class Chooser:
    """``held_out``: whether each phrase's topic was found by a model that had not seen it, for comparing models."""

    topics: TopicModel
    gate: Gate
    held_out: Mapping[str, bool] = field(default_factory=dict)
    recent: Recent[Chosen] = field(default_factory=Recent, repr=False, compare=False)

    def choose(self, masked: Sequence[str], outline: Callable[[str], str] = str) -> list[Chosen]:
        """For each text, with places and series masked; a text is weighed once, however many steps of a turn ask.

        ``outline``: takes out of a masked text whatever says which series it is about; the gate weighs what is left.
        """
        return self.recent.each(masked, lambda texts: self._choose(texts, [outline(text) for text in texts]))

    def _choose(self, masked: Sequence[str], outlines: Sequence[str]) -> list[Chosen]:
        """A text that is its own outline is weighed once."""
        once = {text: row for row, text in enumerate(dict.fromkeys([*masked, *outlines]))}
        table = self.topics.scores(list(once))
        scores, seen = table[[once[text] for text in masked]], table[[once[text] for text in outlines]]
        ours = self.gate.scores(outlines, telling(seen, self.topics.labels))
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
    twins = gates.made_up_of([masked[index] for index in own])
    unseen = _Unseen.by_halves(masked, labels, dict(zip(own, twins, strict=True)))
    topic = np.concatenate([unseen.phrases[own], unseen.phrases[far], unseen.twins[own]])
    gate, scored = gates.fit([masked[i] for i in own], [masked[i] for i in far], twins, topic)
    return Chooser(topics, gate, dict(zip(masked, unseen.right, strict=True))), scored


@dataclass(frozen=True)
class _Unseen:
    """What models say that have seen neither a phrase nor its made-up twin: two, each of the other half."""

    phrases: NDArray[np.float64]  # rows as `telling`
    twins: NDArray[np.float64]
    right: list[bool]  # whether the phrase's topic was found

    @staticmethod
    def by_halves(masked: Sequence[str], labels: Sequence[str], twins: Mapping[int, str]) -> _Unseen:
        half = [crc32(text.encode()) % 2 for text in masked]  # the same in every training, whatever is added
        phrases, invented = np.zeros((len(masked), 2)), np.zeros((len(masked), 2))
        right = [False] * len(masked)
        for which in (0, 1):
            seen = [index for index, part in enumerate(half) if part != which]
            rest = [index for index, part in enumerate(half) if part == which]
            union, matrix = topic_model.features([masked[index] for index in seen])
            model = topic_model.fit(union, matrix, [labels[index] for index in seen])
            scores = model.scores([masked[index] for index in rest])
            phrases[rest] = telling(scores, model.labels)
            for index, best in zip(rest, scores.argmax(axis=1), strict=True):
                right[index] = model.labels[best] == labels[index]
            made = [index for index in rest if index in twins]
            invented[made] = telling(model.scores([twins[index] for index in made]), model.labels)
        return _Unseen(phrases, invented, right)


def telling(scores: NDArray[np.float32], labels: Sequence[str]) -> NDArray[np.float64]:
    """Of each row of topic scores: the one for another office's, and the best of all that are ours."""
    own = [index for index, label in enumerate(labels) if label not in NEITHER]
    return np.column_stack([scores[:, labels.index(OUT_OF_SCOPE)], scores[:, own].max(axis=1)]).astype(np.float64)
