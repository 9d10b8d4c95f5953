"""Levels or paths that a message sets beside each other: 初级和中级, 评中级比评初级."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from policies_kb.vocabulary import Mention


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")))


def narrowing(entity: str, mentions: Sequence[Mention], text: str) -> str | None:
    """The level or path that narrows the question: the last one named; none where several are set side by side."""
    named = sorted((m for m in mentions if m.entity == entity and not m.weak), key=lambda m: m.start)
    if not named:
        return None
    return None if len(set_beside(entity, mentions, text)) > 1 else named[-1].value


def set_beside(entity: str, mentions: Sequence[Mention], text: str) -> tuple[str, ...]:
    """The distinct levels or paths that are set beside each other, in order; none where there are no two."""
    named = sorted((m for m in mentions if m.entity == entity and not m.weak), key=lambda m: m.start)
    found = [
        value
        for one, other in pairwise(named)
        if one.value != other.value and _joined(text[one.end : other.start])
        for value in (one.value, other.value)
    ]
    return tuple(dict.fromkeys(found))


def named_together(mentions: Sequence[Mention], text: str) -> bool:
    """Whether two mentions that follow each other are joined: 「甲县和乙系列」."""
    in_order = sorted(mentions, key=lambda mention: mention.start)
    return any(_joined(text[one.end : other.start]) for one, other in pairwise(in_order) if one.end <= other.start)


def _joined(between: str) -> bool:
    for word in sorted(_words()["joins"], key=len, reverse=True):
        if word in between:
            before, after = between.split(word, 1)
            return not _left(before) and not _left(after)
    return False


def _left(text: str) -> str:
    for word in sorted(_words()["around"], key=len, reverse=True):
        text = text.replace(word, "")
    return text
