"""The topic classifier itself: n-grams of characters and of sounds, one linear model a topic. No Rasa in here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion

from bot.nlu.sounds import sounds

SEED = 42
KEPT = 8  # guesses a text
SOUNDS_WEIGHT = 0.7


@dataclass(frozen=True)
class Guess:
    """A label and its probability."""

    label: str
    probability: float


@dataclass
class TopicModel:
    """A fitted model: the features, and the weights of all topics as one matrix, so that a guess is one product."""

    features: FeatureUnion
    weights: NDArray[np.float32]  # features × labels
    biases: NDArray[np.float32]
    labels: tuple[str, ...]

    def guess(self, texts: list[str]) -> list[list[Guess]]:
        """The likeliest labels of each text, best first; the probabilities of all labels sum to 1."""
        scores = self.features.transform(texts).astype(np.float32) @ self.weights + self.biases
        raw = 1.0 / (1.0 + np.exp(-scores))
        table = raw / raw.sum(axis=1, keepdims=True)
        found = []
        for row in table:
            best = np.argsort(-row, kind="stable")[:KEPT]
            found.append([Guess(self.labels[index], float(row[index])) for index in best])
        return found


def fit(texts: list[str], labels: list[str], strength: float = 12.0) -> TopicModel:
    """Fits a model. Sounds stand beside characters so that homophones (废/费, 前/钱) count as what is meant."""
    features = FeatureUnion(
        [
            ("characters", TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True)),
            (
                "sounds",
                TfidfVectorizer(tokenizer=sounds, token_pattern=None, ngram_range=(1, 3), min_df=2, sublinear_tf=True),
            ),
        ],
        transformer_weights={"characters": 1.0, "sounds": SOUNDS_WEIGHT},
    )
    matrix = features.fit_transform(texts)
    linear = OneVsRestClassifier(LogisticRegression(C=strength, solver="liblinear", random_state=SEED))
    linear.fit(matrix, labels)
    return TopicModel(
        features,
        # contiguous: scipy would copy the whole matrix for every message otherwise
        np.ascontiguousarray(np.vstack([e.coef_[0] for e in linear.estimators_]).T, dtype=np.float32),
        np.array([e.intercept_[0] for e in linear.estimators_], dtype=np.float32),
        tuple(str(label) for label in linear.classes_),
    )
