"""Where a text names things; a longer name is not read as the shorter one in it (中等专科 holds 专科)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .plain import plain


@dataclass(frozen=True)
class Mention:
    """``name`` stands in the plain text from ``start`` to ``end``, in one of its words."""

    name: str
    start: int
    end: int


def mentions(text: str, words: Mapping[str, Iterable[str]]) -> list[Mention]:
    """Every mention of a name by one of its ``words``, in order. Names that share a word are mentioned together."""
    pattern, names = _compiled(tuple((name, tuple(said)) for name, said in words.items()))
    if pattern is None:
        return []
    return [
        Mention(name, found.start(), found.end()) for found in pattern.finditer(plain(text)) for name in names[found[0]]
    ]


def occurrences(text: str, words: Iterable[str]) -> list[Mention]:
    """Every place where one of ``words`` stands in the plain text, in order; the longest word at each place."""
    return mentions(text, {word: (word,) for word in words})


@lru_cache(maxsize=64)
def _compiled(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str] | None, dict[str, list[str]]]:
    """What finds the words, the longest first, and the names of each; nothing to find with where there are none."""
    names: dict[str, list[str]] = {}
    for name, said in words:
        for word in map(plain, said):
            if word:
                names.setdefault(word, []).append(name)
    longest_first = sorted(names, key=len, reverse=True)
    return (re.compile("|".join(map(re.escape, longest_first))) if names else None), names
