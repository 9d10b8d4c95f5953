"""How much of a question's wording a fact accounts for: IDF-weighted overlap of characters and character pairs."""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any

LEAST_PAIRS = 2.1  # pairs that no document holds: a question that tells less proves little, whatever holds it
SINGLE = 0.35  # a single character tells less than a pair
RECENT = 1024  # questions
APART = "\n"  # between two texts
REMEMBERED = 16_384  # texts of notices
PLAIN = re.compile(r"[^\w]|_")
# words that every question has; they tell nothing apart
STOP = re.compile(
    r"请问|您好|你好|老师好|谢谢|什么|怎么样|怎么|咋样|咋|啥|吗|呢|吧|呀|啊|哦|么|嘛|我们|我|你们|你|他|她|这个|那个|这次|这|那|"
    r"一下|想问|问下|是不是|能不能|可不可以|有没有|要不要|行不行|是|的|了|就|都|还|也|在|和|跟|与|某地|某系列|各地|到底|"
    r"职称|申报|一个|如果|要是|的话|通知"
)


@lru_cache(maxsize=RECENT)
def tokens(text: str) -> tuple[str, ...]:
    """Character pairs and single characters of the telling part of a text."""
    return tuple(map(sys.intern, pieces(telling(text))))  # each pair once in memory, for as long as somebody holds it


def pieces(told: str) -> Iterator[str]:
    """The characters and the character pairs of what ``telling`` left of a text."""
    for run in told.split():
        yield from run
        yield from (run[index : index + 2] for index in range(len(run) - 1))


@lru_cache(maxsize=REMEMBERED)
def telling(text: str) -> str:
    """The runs of a text that tell something, a space between any two: a token is in the text if it is in these.

    Remembered: sister notices say most things in the same words, and everyday words are the same for all.
    """
    return PLAIN.sub(" ", STOP.sub(" ", unicodedata.normalize("NFKC", text).lower()))


class Evidence:
    """Scores documents (facts, silences) against a question. Each document is a list of (text, weight).

    ``shared``: names of texts that many documents have, by document; ``holding``: which of those hold a token, and with
    what weight.
    """

    def __init__(
        self,
        documents: Iterable[tuple[str, list[tuple[str, float]]]],
        shared: Mapping[str, Iterable[Hashable]] = MappingProxyType({}),
        holding: Callable[[str], Mapping[Any, float]] | None = None,
    ) -> None:
        # all texts in one string, document by document, the weightiest first in each; what is looked for has no space
        self._keys: list[str] = []
        self._text: str
        self._ends: list[int] = []  # of the texts in the string …
        self._text_of: list[tuple[int, float]] = []  # … with their documents' places and their weights
        self._last: list[int] = []  # of each document, where its last text ends
        self._lay_out(documents)
        self._holding = holding
        self._having: dict[Hashable, list[str]] = {}  # shared text → the documents that have it
        for key, names in shared.items():
            for name in names:
                self._having.setdefault(name, []).append(key)
        self._count = max(len(self._keys), 1)
        self._unknown = math.log(1 + self._count)
        self._order = {key: place for place, key in enumerate(self._keys)}
        # token → the documents that hold it. Looked up when it is first asked for: of a notice's ten thousand tokens
        # the questions of a day use a few hundred, and most notices of a large book are asked of hardly ever
        self._postings: dict[str, dict[str, float]] = {}
        self._informing: dict[str, float] = {}  # token → what it tells

    def _of(self, token: str) -> dict[str, float]:
        """The documents that hold a token, each with the largest weight that it is given there."""
        found = self._postings.get(token)
        if found is None:
            weights = self._holding_of_their_own(token)
            for name, weight in (self._holding(token) if self._holding else {}).items():
                for key in self._having.get(name, ()):
                    if weight > weights.get(key, 0.0):
                        weights[key] = weight
            found = dict(sorted(weights.items(), key=lambda entry: self._order[entry[0]]))
            self._postings[sys.intern(token)] = found
        return found

    def _lay_out(self, documents: Iterable[tuple[str, list[tuple[str, float]]]]) -> None:
        laid: list[str] = []
        end = 0
        for place, (key, fields) in enumerate(documents):
            self._keys.append(key)
            for text, weight in sorted(fields, key=itemgetter(1), reverse=True):
                laid.append(telling(text))
                end += len(laid[-1]) + len(APART)
                self._ends.append(end)
                self._text_of.append((place, weight))
            self._last.append(end)
        self._text = APART.join([*laid, ""])

    def _holding_of_their_own(self, token: str) -> dict[str, float]:
        """The documents whose own texts hold a token. From each the search goes on behind its last text."""
        weights: dict[str, float] = {}
        at = self._text.find(token)
        while at >= 0:
            place, weight = self._text_of[bisect_right(self._ends, at)]
            weights[self._keys[place]] = weight
            at = self._text.find(token, self._last[place])
        return weights

    def scores(self, question: Sequence[str]) -> dict[str, float]:
        """The score of every document that shares a token with the question."""
        total = max(sum(map(self._information, question)), LEAST_PAIRS * self._unknown)
        found: dict[str, float] = {}
        for token in question:
            information = self._information(token) / total
            for key, weight in self._of(token).items():
                found[key] = found.get(key, 0.0) + information * weight
        return found

    def score(self, key: str, question: Sequence[str]) -> float:
        """The share (0…1) of the question's information that the document holds."""
        total = found = 0.0
        for token in question:
            information = self._information(token)
            total += information
            found += information * self._of(token).get(key, 0.0)
        return found / total if total else 0.0

    def rest(self, keys: Iterable[str], question: Sequence[str]) -> list[str]:
        """The tokens of the question that none of the documents holds."""
        wanted = list(keys)
        return [token for token in question if not any(key in self._of(token) for key in wanted)]

    def share(self, tokens_: Sequence[str], question: Sequence[str]) -> float:
        """The share (0…1) of the question's information that ``tokens_`` carry."""
        total = sum(map(self._information, question))
        return sum(map(self._information, tokens_)) / total if total else 0.0

    def _information(self, token: str) -> float:
        told = self._informing.get(token)
        if told is None:
            size = 1.0 if len(token) > 1 else SINGLE
            held = len(self._of(token))
            told = (math.log(1 + self._count / held) if held else self._unknown * 0.5) * size
            self._informing[sys.intern(token)] = told
        return told
