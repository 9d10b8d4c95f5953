"""How much more often a word is ours than everybody's: log-ratios against jieba's own dictionary counts."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jieba

from policies_kb.reading import MASKS
from policies_kb.vocabulary.dictionary import cut, learn

from .weighed import weighed

TELLS = re.compile(r"\w")
CONTENT = 2  # characters from which a word carries content
SETTLED = re.compile("|".join(MASKS[entity] for entity in ("region", "series", "all_notices", "province")))


@lru_cache(maxsize=1)
def everybodys() -> dict[str, tuple[int, str]]:
    """jieba's dictionary: word → (occurrences, part of speech), without the words that we taught it."""
    found = {}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *kind = line.split(" ")
        found[word] = (int(count), kind[0] if kind else "")
    return found


@lru_cache(maxsize=1)
def learn_masks() -> None:
    """Teaches jieba what stands for places, series and levels, once a process."""
    learn(MASKS.values())


def without_scope(masked: str) -> str:
    """A masked text without what stands for places and series: they choose the threshold. A level is a word of ours."""
    return SETTLED.sub("", masked)


def words(text: str) -> list[str]:
    """The words of a masked text that can tell anything; a mask is one word."""
    learn_masks()
    return [word for word in cut(text) if TELLS.search(word)]


@dataclass(frozen=True)
class Commonness:
    """``ours``: occurrences in our phrases; ``background``: of those words in jieba's dictionary, which we changed."""

    ours: Counter[str]
    background: dict[str, int]
    total: int  # of the words of our phrases
    everybody: int  # of the words of jieba's dictionary
    known: int  # words of jieba's dictionary

    @staticmethod
    def of(texts: Iterable[Sequence[str]]) -> Commonness:
        """Counted from phrases cut into words."""
        ours = Counter(word for text in texts for word in text)
        counts = everybodys()
        background = {word: counts.get(word, (0, ""))[0] for word in ours}
        return Commonness(ours, background, ours.total(), sum(count for count, _ in counts.values()), len(counts))

    def ratio(self, word: str, but: int = 0) -> float:
        """log P(word | ours) − log P(word | everybody's); ``but``: occurrences that are left out of ours."""
        smoothing = weighed().gate.smoothing
        ours = (max(self.ours.get(word, 0) - but, 0) + smoothing) / (self.total + smoothing * self.known)
        count = self.background.get(word)
        if count is None:
            count = jieba.dt.FREQ.get(word) or 0
        return math.log(ours * self.everybody / (count + 1))

    def features(self, text: Sequence[str], *, own: bool = False) -> tuple[float, ...]:
        """Mean, first, second and last ratio, share of content words never used, length.

        ``own``: the text is one of the phrases counted; its own occurrences are left out.
        """
        if not text:
            return (0.0,) * 6
        mine = Counter(text) if own else Counter()
        ratios = sorted((self.ratio(word, mine[word]) for word in text), reverse=True)
        strange = [w for w in text if len(w) >= CONTENT and self.ours.get(w, 0) <= mine[w]]
        second = ratios[1] if len(ratios) > 1 else 0.0
        mean = sum(ratios) / len(ratios)
        return mean, ratios[0], second, ratios[-1], len(strange) / len(text), math.log1p(len(text))
