"""One thing that a person looks at and decides on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from policies_kb.clauses import bare

from .decisions import Decision

SERVES = "在用"  # the mark of what serves and was reviewed then


class Sort(StrEnum):
    """What an item is of; the values begin its key."""

    HEAD = "head"
    FACT = "fact"
    LEFT = "left"
    ASIDE = "aside"
    RULE = "rule"
    SILENCE = "silence"
    LOOK = "look"


@dataclass(frozen=True)
class Value:
    """One value of an item; ``confirm``: a person compares it with the original, by itself; ``by``: who has."""

    name: str
    label: str
    shown: str
    confirm: bool
    by: str = ""


@dataclass(frozen=True)
class Item:
    """``say``: what people are told; ``look``: what is doubtful; ``quotes``: its words; ``open``: needs a decision."""

    key: str
    sort: Sort
    mark: str
    title: str
    clause: str
    say: str
    reason: str
    look: str
    values: tuple[Value, ...]
    quotes: tuple[str, ...]
    open: bool
    decision: Decision = field(default_factory=Decision)
    changed: bool = False
    whole: bool = True  # of a sentence that is left: no fact quotes it at all

    @property
    def unconfirmed(self) -> tuple[Value, ...]:
        """The values that nobody has compared yet."""
        return tuple(value for value in self.values if value.confirm and not value.by)

    @property
    def settled(self) -> bool:
        """Whether nothing of it waits for a person."""
        return (not self.open or bool(self.decision.state)) and not self.unconfirmed

    @property
    def stands_open(self) -> bool:
        """Whether it is shown unfolded: something waits, or a person decided on it."""
        return not self.settled or bool(self.decision.state)


def key_of(sort: Sort, *words: str) -> str:
    """The key of an item that has no name of its own, by its words."""
    return f"{sort}:{hashlib.sha256(chr(0).join(map(bare, words)).encode()).hexdigest()[:12]}"
