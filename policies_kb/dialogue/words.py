"""The words of a conversation, read from the YAML files beside this module."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@lru_cache(maxsize=8)
def words(name: str) -> dict[str, Any]:
    """The file ``name`` (acts, people, asking, frame) as it stands."""
    return dict(yaml.load((HERE / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


@lru_cache(maxsize=32)
def longest_first(name: str, key: str) -> tuple[str, ...]:
    """The words of a list, or of all lists under ``key``, the longest first."""
    entry = words(name)[key]
    listed = entry if isinstance(entry, list) else [word for group in entry.values() for word in group]
    return tuple(sorted(dict.fromkeys(str(word) for word in listed), key=lambda word: -len(word)))


def without(text: str, listed: tuple[str, ...]) -> str:
    """The text with the words of a list replaced by spaces; of words that overlap the longest is taken."""
    for word in listed:
        if word in text:
            text = text.replace(word, " " * len(word))
    return text
