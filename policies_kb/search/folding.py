"""One form of a text for finding: plain width, lower case, character for character, so that places in it stay valid."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
RUNS = re.compile(rf"[a-z0-9]+|[{HAN}]+")  # whatever else a text holds only parts its words
FIGURED = re.compile(rf"(?<![0-9])[0-9]+[{HAN}]")  # a figure with what it counts: 3年, 48小, 10日


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).lower()
    return plain if len(plain) == 1 else char


def fold(text: str) -> str:
    """The text as it is compared; as long as it was."""
    return "".join(map(_plain, text))


def is_han(run: str) -> bool:
    """Whether a run is Chinese and not Latin letters or figures."""
    return not run.isascii()


def places(text: str, word: str) -> list[tuple[int, int]]:
    """Where a folded text holds a word; a word that begins with a figure does not start inside a number."""
    found, at = [], text.find(word)
    while at >= 0:
        if not _inside(text, word, at):
            found.append((at, at + len(word)))
        at = text.find(word, at + 1)
    return found


def holds(text: str, word: str) -> bool:
    """Whether a folded text holds a word."""
    at = text.find(word)
    while at >= 0:
        if not _inside(text, word, at):
            return True
        at = text.find(word, at + 1)
    return False


def _inside(text: str, word: str, at: int) -> bool:
    """Latin words and numbers stand alone: 3年 is not in 2013年, nor abc in xabc."""
    if not word[0].isascii():
        return False
    before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
    return _same(before, word[0]) or (word[-1].isascii() and _same(after, word[-1]))


def _same(char: str, other: str) -> bool:
    return bool(char) and char.isascii() and char.isalnum() and other.isalnum()
