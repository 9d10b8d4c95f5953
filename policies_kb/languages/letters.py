"""A text as the words that are compared: written alike whatever the keyboard, the accents and the case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

# The blocks of Unicode that hold Arabic letters: Arabic, its supplement and extension, presentation forms A and B.
_ARABIC = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
_MASKED = re.compile(r"〔[^〔〕]*〕")  # what stands in place of personal data is no word of the person
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+", re.IGNORECASE)
_OF = re.compile(r"['’ʼ‘`´]s\b", re.IGNORECASE)  # what's, Korla's
_UNSEEN = re.compile(r"['’ʼ‘`´\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")  # apostrophes, tatweel, marks
_WORD = re.compile(r"[^\W\d_]+")


def is_arabic(sign: str) -> bool:
    """Whether it is a letter of the Arabic blocks."""
    return sign.isalpha() and _within(sign, _ARABIC)


def is_han(sign: str) -> bool:
    """Whether it is a Chinese character."""
    return _within(sign, _HAN)


def own_words(text: str) -> str:
    """What the person wrote, without masked data, addresses of mail and of pages."""
    return _ADDRESS.sub(" ", _MASKED.sub(" ", text))


def words_of(text: str, same: Mapping[str, str]) -> list[str]:
    """The words in order, folded: no case, no accents on Latin letters, no apostrophes; ``same``: letters that are
    typed for one another. Digits and signs part words."""
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = _UNSEEN.sub("", _OF.sub("", folded))
    return _WORD.findall("".join(_plain(sign, same) for sign in folded))


def _plain(sign: str, same: Mapping[str, str]) -> str:
    if sign in same:
        return same[sign]
    bare = unicodedata.normalize("NFD", sign)[0]
    return bare if bare.isascii() else sign


def _within(sign: str, blocks: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(sign) <= last for first, last in blocks)
