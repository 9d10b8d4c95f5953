"""The topic classifier itself: n-grams of characters and of sounds, and a linear model. No Rasa in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from pypinyin import lazy_pinyin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline

SEED = 42
KEPT = 8  # guesses a text


def sounds(text: str) -> list[str]:
    """The syllables of a text, one a character; latin words as they are."""
    return lazy_pinyin(text)


def build(strength: float = 12.0) -> Pipeline:
    """An untrained model. Sounds stand beside characters so that homophones (废/费, 前/钱) count as what is meant."""
    features = FeatureUnion(
        [
            ("characters", TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=1, sublinear_tf=True)),
            (
                "sounds",
                TfidfVectorizer(
                    tokenizer=sounds, token_pattern=None, lowercase=True, ngram_range=(1, 3), min_df=2, sublinear_tf=True
                ),
            ),
        ],
        transformer_weights={"characters": 1.0, "sounds": 0.7},
    )
    model = LogisticRegression(C=strength, max_iter=200, tol=1e-3, random_state=SEED)
    return Pipeline([("features", features), ("model", model)])


@dataclass(frozen=True)
class Guess:
    """A label and its probability."""

    label: str
    probability: float


def guesses(pipeline: Pipeline, texts: list[str]) -> list[list[Guess]]:
    """The likeliest labels of each text, best first."""
    labels: Any = pipeline.classes_
    table = pipeline.predict_proba(texts)
    found = []
    for row in table:
        best = np.argsort(-row, kind="stable")[:KEPT]
        found.append([Guess(str(labels[index]), float(row[index])) for index in best])
    return found
