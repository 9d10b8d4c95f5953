"""How much of a question's wording a fact accounts for: IDF-weighted overlap of characters and character pairs."""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

LEAST_PAIRS = 2.1  # pairs that no document holds: a question that tells less proves little, whatever holds it
SINGLE = 0.35  # a single character tells less than a pair
PLAIN = re.compile(r"[^\w]|_")
# words that every question has; they tell nothing apart
STOP = re.compile(
    r"请问|您好|你好|老师好|谢谢|什么|怎么样|怎么|咋样|咋|啥|吗|呢|吧|呀|啊|哦|么|嘛|我们|我|你们|你|他|她|这个|那个|这次|这|那|"
    r"一下|想问|问下|是不是|能不能|可不可以|有没有|要不要|行不行|是|的|了|就|都|还|也|在|和|跟|与|某地|某系列|各地|到底|"
    r"职称|申报|一个|如果|要是|的话|通知"
)


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """Character pairs and single characters of the telling part of a text.

    Remembered: sister notices say most things in the same words, and everyday words are the same for all.
    """
    text = unicodedata.normalize("NFKC", text).lower()
    text = STOP.sub(" ", text)
    found: list[str] = []
    for run in PLAIN.sub(" ", text).split():
        found += list(run)
        found += [run[index : index + 2] for index in range(len(run) - 1)]
    return tuple(map(sys.intern, found))  # each pair once in memory, and for as long as somebody holds it


class Evidence:
    """Scores documents (facts, silences) against a question. Each document is a list of (text, weight)."""

    def __init__(self, documents: Iterable[tuple[str, list[tuple[str, float]]]]) -> None:
        self._weights: dict[str, dict[str, float]] = {}
        frequency: Counter[str] = Counter()
        for key, fields in documents:
            weights: dict[str, float] = {}
            # what weighs least first: a token keeps the largest weight that it is given
            for text, weight in sorted(fields, key=lambda field: field[1]):
                weights.update(dict.fromkeys(tokens(text), weight))
            self._weights[key] = weights
            frequency.update(weights.keys())
        count = max(len(self._weights), 1)
        self._idf = {token: math.log(1 + count / n) for token, n in frequency.items()}
        self._unknown = math.log(1 + count)
        # token → the documents that hold it: one pass over the question's tokens scores every document
        self._postings: dict[str, list[tuple[str, float]]] = {}
        for key, weights in self._weights.items():
            for token, weight in weights.items():
                self._postings.setdefault(token, []).append((key, weight))

    def scores(self, question: Sequence[str]) -> dict[str, float]:
        """The score of every document that shares a token with the question."""
        total = max(sum(map(self._information, question)), LEAST_PAIRS * self._unknown)
        found: dict[str, float] = {}
        for token in question:
            information = self._information(token) / total
            for key, weight in self._postings.get(token, ()):
                found[key] = found.get(key, 0.0) + information * weight
        return found

    def score(self, key: str, question: Sequence[str]) -> float:
        """The share (0…1) of the question's information that the document holds."""
        weights = self._weights[key]
        total = found = 0.0
        for token in question:
            information = self._information(token)
            total += information
            found += information * weights.get(token, 0.0)
        return found / total if total else 0.0

    def rest(self, keys: Iterable[str], question: Sequence[str]) -> list[str]:
        """The tokens of the question that none of the documents holds."""
        held = [self._weights[key] for key in keys]
        return [token for token in question if not any(token in weights for weights in held)]

    def share(self, tokens_: Sequence[str], question: Sequence[str]) -> float:
        """The share (0…1) of the question's information that ``tokens_`` carry."""
        total = sum(map(self._information, question))
        return sum(map(self._information, tokens_)) / total if total else 0.0

    def _information(self, token: str) -> float:
        size = 1.0 if len(token) > 1 else SINGLE
        return self._idf.get(token, self._unknown * 0.5) * size
