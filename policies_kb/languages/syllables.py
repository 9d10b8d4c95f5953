"""Letters cut into syllables of pinyin. The syllables are a closed set, taken from pypinyin's own table."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

LONGEST = 6


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    """Every reading of every character, without tones; one letter alone is an interjection, except a, e and o."""
    written = {reading for readings in PINYIN_DICT.values() for reading in readings.split(",")}
    plain = {to_normal(reading).replace("ü", "v") for reading in written}
    return frozenset(one for one in plain if one.isascii() and set(one) & set("aeiouv"))


@lru_cache(maxsize=4096)
def cut(word: str) -> tuple[str, ...]:
    """The syllables of a word without spaces, as few as possible, the longest first; () where it is no pinyin."""
    best: list[tuple[str, ...] | None] = [None] * len(word) + [()]
    for at in range(len(word) - 1, -1, -1):
        for size in range(min(LONGEST, len(word) - at), 0, -1):
            rest, first = best[at + size], word[at : at + size]
            if rest is not None and first in _syllables() and len(rest) + 1 < _count(best[at]):
                best[at] = (first, *rest)
    return best[0] or ()


def _count(found: tuple[str, ...] | None) -> int:
    return LONGEST * 100 if found is None else len(found)


@lru_cache(maxsize=512)
def spoken(name: str) -> tuple[str, ...]:
    """The syllables of a Chinese name."""
    return tuple(lazy_pinyin(name))
