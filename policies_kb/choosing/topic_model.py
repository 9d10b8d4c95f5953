"""Which topic a text is about: n-grams of characters and of sounds, one linear model a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from policies_kb.model.question import TopicGuess

from .sounds import sounds
from .weighed import weighed

SEED = 42


@dataclass
class Features:
    """Two vectorizers side by side, asked directly: a union of sklearn's costs more than the features of a message."""

    characters: TfidfVectorizer
    sounds: TfidfVectorizer
    weight: float  # of the sounds beside the characters

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """A row of features for every text."""
        return self._beside(self.characters.transform(texts), self.sounds.transform(texts))

    def fit_transform(self, texts: Sequence[str]) -> csr_matrix:
        """The same, learning the features from the texts first."""
        return self._beside(self.characters.fit_transform(texts), self.sounds.fit_transform(texts))

    def _beside(self, characters: csr_matrix, sounds: csr_matrix) -> csr_matrix:
        return csr_matrix(hstack([characters, sounds * self.weight], format="csr"))


@dataclass
class TopicModel:
    """A fitted model: the features, and the weights of all topics as one matrix, so that a guess is one product."""

    features: Features
    weights: NDArray[np.float32]  # features × labels
    biases: NDArray[np.float32]
    labels: tuple[str, ...]

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The log-odds of every label (columns) for every text (rows), each label against all others."""
        if not texts:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        table: NDArray[np.float32] = self.features.transform(texts).astype(np.float32) @ self.weights + self.biases
        return table

    def guesses(self, scores: NDArray[np.float32]) -> list[tuple[TopicGuess, ...]]:
        """The likeliest labels of each row of ``scores``, best first; the probabilities of all labels sum to 1."""
        raw = 1.0 / (1.0 + np.exp(-scores))
        table = raw / raw.sum(axis=1, keepdims=True)
        found = []
        for row in table:
            best = np.argsort(-row, kind="stable")[: weighed().topics.kept]
            found.append(tuple(TopicGuess(self.labels[index], float(row[index])) for index in best))
        return found

    def __getstate__(self) -> dict[str, object]:
        """Half the digits are kept on disk: the order of the guesses does not turn on the others."""
        return {**self.__dict__, "weights": self.weights.astype(np.float16)}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        # contiguous: scipy would copy the whole matrix for every message otherwise
        self.weights = np.ascontiguousarray(self.weights, dtype=np.float32)


def features(texts: Sequence[str]) -> tuple[Features, csr_matrix]:
    """The features fitted to the texts, and their matrix. Sounds stand beside characters (废/费, 前/钱)."""
    found = Features(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True),
        TfidfVectorizer(tokenizer=sounds, token_pattern=None, ngram_range=(1, 3), min_df=2, sublinear_tf=True),
        weighed().topics.sounds,
    )
    return found, found.fit_transform(texts)


def fit(found: Features, matrix: csr_matrix, labels: Sequence[str]) -> TopicModel:
    """Fits one linear model a label to the rows of ``matrix``."""
    linear = OneVsRestClassifier(linear_model(weighed().topics.strength))
    linear.fit(matrix, labels)
    return TopicModel(
        found,
        np.ascontiguousarray(np.vstack([e.coef_[0] for e in linear.estimators_]).T, dtype=np.float32),
        np.array([e.intercept_[0] for e in linear.estimators_], dtype=np.float32),
        tuple(str(label) for label in linear.classes_),
    )


def linear_model(strength: float) -> LogisticRegression:
    """A logistic regression that gives the same weights on every run."""
    return LogisticRegression(C=strength, solver="liblinear", random_state=SEED)
