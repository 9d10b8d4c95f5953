"""n-grams weighed as sklearn's TfidfVectorizer weighs them, asked without sklearn.

sklearn checks its matrices for longer than it weighs a message, and costs tens of megabytes in a process that only
asks: it is imported where something is learnt, and the numbers are the same to the last bit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .sounds import sounds

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

_WHITE = re.compile(r"\s\s+")
Row = tuple[NDArray[np.intp], NDArray[np.float64]]  # the features of a text, ascending, and their values


def characters(text: str) -> str:
    """The characters of a text, white space as one."""
    return _WHITE.sub(" ", text.lower())


def heard(text: str) -> list[str]:
    """The syllables of a text."""
    return sounds(text.lower())


@dataclass
class Grams:
    """``cut``: what runs are made of, joined by ``joint``; ``vocabulary``: run → feature; ``rarity``: of each."""

    cut: Callable[[str], Sequence[str]]
    joint: str
    longest: int
    vocabulary: dict[str, int]
    rarity: NDArray[np.float64]

    def row(self, text: str) -> Row:
        """The features of a text; the squares of their values sum to 1."""
        pieces, known = self.cut(text), self.vocabulary
        found: list[int] = []
        for size in range(1, self.longest + 1):
            runs = map(self.joint.join, zip(*(pieces[start:] for start in range(size)), strict=False))
            found += [known[run] for run in runs if run in known]
        features, counts = np.unique(np.array(found, dtype=np.intp), return_counts=True)
        values = np.log(counts.astype(np.float64)) + 1.0
        values *= self.rarity[features]
        # added up one after the other: pairwise, as numpy's sum does it, differs in the last bit
        return features, values / np.sqrt(np.cumsum(values * values)[-1]) if len(values) else values

    def __len__(self) -> int:
        return len(self.rarity)


def of_characters(longest: int) -> TfidfVectorizer:
    """What learns runs of characters."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char", ngram_range=(1, longest), min_df=2, sublinear_tf=True)


def of_sounds(longest: int) -> TfidfVectorizer:
    """What learns runs of syllables."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(tokenizer=sounds, token_pattern=None, ngram_range=(1, longest), min_df=2, sublinear_tf=True)


def learn(learner: TfidfVectorizer, texts: Sequence[str]) -> tuple[Grams, csr_matrix]:
    """The n-grams learnt from the texts, and the texts' rows."""
    matrix = learner.fit_transform(texts)
    spoken = learner.analyzer != "char"
    vocabulary = {run: int(feature) for run, feature in learner.vocabulary_.items()}
    longest = learner.ngram_range[1]
    return Grams(heard if spoken else characters, " " if spoken else "", longest, vocabulary, learner.idf_), matrix
