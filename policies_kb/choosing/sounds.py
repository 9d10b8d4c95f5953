"""How a text sounds: a syllable a character, and pinyin typed without spaces cut into its syllables."""

from __future__ import annotations

import re
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.core import Pinyin

LATIN = re.compile(r"[a-z]+")
LONGEST_SYLLABLE = 6


def sounds(text: str) -> list[str]:
    """The syllables of a text: 公视 and gongshi both give gong, shi. Other latin words stay whole."""
    return [syllable for word in _speaker().seg(text) for syllable in _spoken(word)]


@lru_cache(maxsize=1)
def _speaker() -> Pinyin:
    return Pinyin()


@lru_cache(maxsize=8192)
def _spoken(word: str) -> tuple[str, ...]:
    """The syllables of one word of pypinyin's: what it is read as does not turn on the words beside it."""
    pieces = [piece for reading in lazy_pinyin(word) for piece in LATIN.findall(reading.lower()) or [reading]]
    return tuple(syllable for piece in pieces for syllable in _syllables(piece))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    written = (reading for readings in PINYIN_DICT.values() for reading in readings.split(","))
    return frozenset(to_normal(reading).replace("ü", "v") for reading in set(written))


@lru_cache(maxsize=4096)
def _syllables(word: str) -> tuple[str, ...]:
    """The word cut into syllables, longest first; whole when it is not pinyin."""
    if word in _known() or not LATIN.fullmatch(word):
        return (word,)
    for size in range(min(LONGEST_SYLLABLE, len(word) - 1), 0, -1):
        if word[:size] in _known() and (rest := _syllables(word[size:])) and all(s in _known() for s in rest):
            return (word[:size], *rest)
    return (word,)
