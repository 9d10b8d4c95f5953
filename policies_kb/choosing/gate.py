"""Whether a message is ours at all, before anything is chosen: a calibrated score, and thresholds from targets.

The score weighs (logistic regression): a linear model of our phrases against made-up ones, how much likelier the words
are ours than everybody's, how much the topic model takes the text for one of the few phrases written for other offices,
and how sure it is of the best topic of ours. What the message names, and whether a talk goes on, choose the threshold.
All of it is learnt from the phrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from policies_kb.model.question import Belonging
from policies_kb.reading import MASKS

from .commonness import Commonness, without_scope, words
from .grams import Grams, learn, of_characters
from .made_up import made_up
from .topic_model import SEED, linear_model
from .weighed import weighed

LETTERS = 3  # characters of the longest run
NAMED = (MASKS["region"], MASKS["series"], MASKS["all_notices"])
Row = NDArray[np.float64]


class Circumstance(StrEnum):
    """What speaks for a message besides its words; the keys of the targets."""

    BARE = "bare"
    NAMED = "named"
    GOING_ON = "going_on"


@dataclass(frozen=True)
class Threshold:
    """Log-odds below which a message is refused, or asked back."""

    refused: float
    doubtful: float


@dataclass
class Gate:
    """A fitted gate."""

    common: Commonness
    letters: Grams
    weights: NDArray[np.float32]  # of the letters
    bias: float
    mean: Row  # of the features of the score …
    spread: Row
    slopes: Row
    intercept: float
    thresholds: dict[Circumstance, Threshold]

    def scores(self, masked: Sequence[str], topic: Row) -> list[float]:
        """The log-odds that each text is ours; ``topic``: what the topic model tells of each (a row a text)."""
        if not masked:
            return []
        bare = [without_scope(text) for text in masked]
        rows = [
            (self._linear(text), *told, *self.common.features(words(text)))
            for told, text in zip(topic, bare, strict=True)
        ]
        table = (np.array(rows) - self.mean) / self.spread @ self.slopes + self.intercept
        return [float(score) for score in table]

    def _linear(self, text: str) -> float:
        features, values = self.letters.row(text)
        return float(np.cumsum(values * self.weights[features])[-1] if len(features) else 0.0) + self.bias

    def verdict(self, score: float, circumstance: Circumstance) -> Belonging:
        """Ours, doubtful or foreign."""
        threshold = self.thresholds[circumstance]
        if score < threshold.refused:
            return Belonging.FOREIGN
        return Belonging.DOUBTFUL if score < threshold.doubtful else Belonging.OURS


@dataclass(frozen=True)
class Scored:
    """Our phrases and those of other offices with scores from models that had not seen them, for the report."""

    ours: Row
    elsewhere: Row


def fit(ours: Sequence[str], elsewhere: Sequence[str], invented: Sequence[str], topic: Row) -> tuple[Gate, Scored]:
    """Fits a gate to masked phrases: our own, those of other offices, and the made-up twins of our own.

    ``topic``: what topic models that have not seen them tell of each, in this order (a row a text).
    """
    chosen = weighed().gate
    own, far = [without_scope(text) for text in ours], [without_scope(text) for text in elsewhere]
    own_words = [words(text) for text in own]
    common = Commonness.of(own_words)
    twins = [without_scope(text) for text in invented]
    texts = [*own, *far, *twins]
    kinds = np.array([1] * len(own) + [0] * (len(far) + len(twins)))
    weight = np.array([1.0] * len(own) + [chosen.weight_elsewhere] * len(far) + [chosen.weight_made_up] * len(twins))
    unseen = _unseen(texts, kinds, weight, _folds(len(own), len(far)))
    letters, matrix = learn(of_characters(LETTERS), texts)
    linear = linear_model(chosen.strength).fit(matrix, kinds, sample_weight=weight)
    told = [common.features(text, own=True) for text in own_words]
    told += [common.features(words(text)) for text in (*far, *twins)]
    table = np.column_stack([unseen, topic, np.array(told)])
    mean, spread = table.mean(axis=0), table.std(axis=0)
    score = linear_model(1.0).fit((table - mean) / spread, kinds, sample_weight=weight)
    scored = (table - mean) / spread @ score.coef_[0] + score.intercept_[0]
    named = np.array([any(mask in text for mask in NAMED) for text in ours])
    gate = Gate(
        common,
        letters,
        linear.coef_[0].astype(np.float32),
        float(linear.intercept_[0]),
        mean,
        spread,
        score.coef_[0],
        float(score.intercept_[0]),
        _thresholds(scored[: len(own)], named),
    )
    return gate, Scored(scored[: len(own)], scored[len(own) : len(own) + len(far)])


def made_up_of(ours: Sequence[str]) -> list[str]:
    """The made-up twins of masked phrases."""
    return made_up(ours, Commonness.of([words(without_scope(text)) for text in ours]))


def _folds(own: int, far: int) -> NDArray[np.int64]:
    """Which fold each text is in; a made-up phrase is in that of its twin."""
    folds = np.random.RandomState(SEED).randint(weighed().gate.folds, size=own + far)
    return np.concatenate([folds, folds[:own]])


def _unseen(texts: Sequence[str], kinds: Row, weight: Row, folds: NDArray[np.int64]) -> Row:
    """The linear model's score of every text by a model that has seen neither it nor its twin."""
    scores = np.zeros(len(texts))
    for fold in range(weighed().gate.folds):
        seen = folds != fold
        letters = of_characters(LETTERS)
        matrix = letters.fit_transform([text for text, used in zip(texts, seen, strict=True) if used])
        linear = linear_model(weighed().gate.strength).fit(matrix, kinds[seen], sample_weight=weight[seen])
        rest = letters.transform([text for text, used in zip(texts, seen, strict=True) if not used])
        scores[~seen] = linear.decision_function(rest)
    return scores


def _thresholds(scores: Row, named: NDArray[np.bool_]) -> dict[Circumstance, Threshold]:
    """From the targets. A follow-up names nothing itself: it is measured on the phrases that name nothing."""
    found = {}
    for circumstance in Circumstance:
        target = weighed().targets[circumstance]
        like = scores[named] if circumstance is Circumstance.NAMED else scores[~named]
        found[circumstance] = Threshold(
            float(np.quantile(like, target.refused)), float(np.quantile(like, target.doubtful))
        )
    return found
