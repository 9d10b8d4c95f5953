"""How words sound, for what is typed in pinyin, by initials, or with a character that only sounds right."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import lazy_pinyin

ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))  # what people here and their keyboards confuse


def plain_sound(letters: str) -> str:
    """Pinyin without what is often confused."""
    for written, heard in ALIKE:
        letters = letters.replace(written, heard)
    return letters


@lru_cache(maxsize=4096)
def sound_of(word: str) -> tuple[str, str]:
    """A Chinese word's pinyin, plain and joined, and the first letter of each of its syllables."""
    syllables = [syllable for syllable in lazy_pinyin(word) if syllable]
    return plain_sound("".join(syllables)), "".join(syllable[0] for syllable in syllables)
