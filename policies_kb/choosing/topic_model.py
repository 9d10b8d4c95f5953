"""Which topic a text is about: n-grams of characters and of sounds, one linear model a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from policies_kb.model.question import TopicGuess

from .grams import Grams, Row, learn, of_characters, of_sounds
from .weighed import weighed

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

SEED = 42


@dataclass
class Features:
    """Two kinds of n-grams side by side."""

    characters: Grams
    sounds: Grams
    weight: float  # of the sounds beside the characters

    def row(self, text: str) -> Row:
        """The features of a text."""
        (seen, here), (heard, there) = self.characters.row(text), self.sounds.row(text)
        return np.concatenate([seen, heard + len(self.characters)]), np.concatenate([here, there * self.weight])


@dataclass
class TopicModel:
    """A fitted model: the features, and the weights of all topics as one matrix.

    Half the digits of the weights are kept: the order of the guesses does not turn on the others.
    """

    features: Features
    weights: NDArray[np.float16]  # features × labels
    biases: NDArray[np.float32]
    labels: tuple[str, ...]

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The log-odds of every label (columns) for every text (rows), each label against all others."""
        table = np.zeros((len(texts), len(self.labels)), dtype=np.float32)
        for row, text in zip(table, texts, strict=True):
            features, values = self.features.row(text)
            if len(features):
                weighed_rows = self.weights[features].astype(np.float32)
                weighed_rows *= values.astype(np.float32)[:, None]
                weighed_rows.sum(axis=0, out=row)
        return table + self.biases

    def guesses(self, scores: NDArray[np.float32]) -> list[tuple[TopicGuess, ...]]:
        """The likeliest labels of each row of ``scores``, best first; the probabilities of all labels sum to 1."""
        raw = 1.0 / (1.0 + np.exp(-scores))
        table = raw / raw.sum(axis=1, keepdims=True)
        found = []
        for row in table:
            best = np.argsort(-row, kind="stable")[: weighed().topics.kept]
            found.append(tuple(TopicGuess(self.labels[index], float(row[index])) for index in best))
        return found


def features(texts: Sequence[str]) -> tuple[Features, csr_matrix]:
    """The features fitted to the texts, and their matrix. Sounds stand beside characters (废/费, 前/钱)."""
    from scipy.sparse import csr_matrix, hstack

    weight = weighed().topics.sounds
    seen, written = learn(of_characters(4), texts)
    heard, spoken = learn(of_sounds(3), texts)
    return Features(seen, heard, weight), csr_matrix(hstack([written, spoken * weight], format="csr"))


def fit(found: Features, matrix: csr_matrix, labels: Sequence[str]) -> TopicModel:
    """Fits one linear model a label to the rows of ``matrix``."""
    from sklearn.multiclass import OneVsRestClassifier

    linear = OneVsRestClassifier(linear_model(weighed().topics.strength))
    linear.fit(matrix, labels)
    return TopicModel(
        found,
        np.ascontiguousarray(np.vstack([e.coef_[0] for e in linear.estimators_]).T, dtype=np.float16),
        np.array([e.intercept_[0] for e in linear.estimators_], dtype=np.float32),
        tuple(str(label) for label in linear.classes_),
    )


def linear_model(strength: float) -> LogisticRegression:
    """A logistic regression that gives the same weights on every run."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, solver="liblinear", random_state=SEED)
