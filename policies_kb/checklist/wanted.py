"""Which part of the list of materials a question asks for (wanted.yml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .model import MaterialList

BY_UNIT = "by_unit"
ALL = ("online", "paper", BY_UNIT)


@dataclass(frozen=True)
class ListWanted:
    """The parts to tell, by their names in a ``MaterialList``."""

    parts: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether no part was picked out."""
        return self.parts == ALL


def wanted(text: str, topic: str = "") -> ListWanted:
    """The parts that ``text`` names; where it names none, the unit's for its own topic, else the whole list."""
    named = tuple(part for part, words in _words()["parts"].items() if any(word in text for word in words))
    alone = (BY_UNIT,) if _words()["topics"].get(topic) == BY_UNIT else ALL
    return ListWanted(named or alone)


def part_of(found: MaterialList, want: ListWanted) -> MaterialList:
    """The parts that are wanted; of the unit's part at least what goes the wanted way (on paper, online)."""
    by_unit = found.by_unit
    if BY_UNIT not in want.parts:
        by_unit = tuple(item for item in by_unit if item.fact.channel in want.parts)
    return MaterialList(
        found.online if "online" in want.parts else (), found.paper if "paper" in want.parts else (), by_unit
    )


def list_topics() -> tuple[str, ...]:
    """The topics that ask for the list or a part of it."""
    return tuple(_words()["topics"])


def asks_own_list(text: str) -> bool:
    """Whether a whole message asks for one's own list."""
    return text.strip(" 。.!！?？~呢吧") in _words()["personal"]


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return words
