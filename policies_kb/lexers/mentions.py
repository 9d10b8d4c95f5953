"""Where a text names things; a longer name is not read as the shorter one in it (中等专科 holds 专科)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .plain import plain


@dataclass(frozen=True)
class Mention:
    """``name`` stands in the plain text from ``start`` to ``end``, in one of its words."""

    name: str
    start: int
    end: int


def mentions(text: str, words: Mapping[str, Iterable[str]]) -> list[Mention]:
    """Every mention of a name by one of its ``words``, in order. Names that share a word are mentioned together."""
    names: dict[str, list[str]] = {}
    for name, said in words.items():
        for word in said:
            names.setdefault(plain(word), []).append(name)
    names.pop("", None)
    if not names:
        return []
    pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return [
        Mention(name, found.start(), found.end())
        for found in re.finditer(pattern, plain(text))
        for name in names[found[0]]
    ]
