"""What a draft is made of: facts as a record writes them, each with how it came about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Mark(StrEnum):
    """How a draft fact came about. ``CARRIED`` and ``EXTRACTED`` facts were proved against the text."""

    CARRIED = "沿用"
    EXTRACTED = "提取"
    GUESSED = "推测"
    UNASSIGNED = "未归类"


@dataclass(frozen=True)
class Found:
    """One draft fact.

    ``fact``: as a record writes it (id, kind, quote, typed fields). ``clause``: where its quote stands.
    ``reason``: why it is so, for the reviewer. ``confirm``: fields that a person confirms one by one, always.
    ``source``: the notice and fact it was carried from. ``changed``: its words were other ones there.
    ``unsure``: what a person must look at; a fact that is unsure stands open.
    """

    fact: dict[str, Any]
    clause: str
    mark: Mark
    reason: str
    confirm: tuple[str, ...] = ()
    source: tuple[str, str] | None = None
    changed: bool = False
    unsure: str = ""

    @property
    def kind(self) -> str:
        """The kind of the fact."""
        return str(self.fact["kind"])

    @property
    def id(self) -> str:
        """The point that the fact settles."""
        return str(self.fact["id"])

    @property
    def open(self) -> bool:
        """Whether it stands open for the reviewer: changed, guessed or unsure."""
        return self.mark in (Mark.GUESSED, Mark.UNASSIGNED) or self.changed or bool(self.unsure)

    def having(self, **fields: Any) -> Found:
        """The same with other fields of the fact; None takes a field out."""
        gone = {name for name, value in fields.items() if value is None}
        return replace(self, fact={name: value for name, value in (self.fact | fields).items() if name not in gone})


@dataclass(frozen=True)
class Unassigned:
    """Words of the notice that no draft fact accounts for. ``values``: the dates, numbers and names in them.

    ``proposal``: what a grammar or a sentence on file makes of it, where something does.
    """

    clause: str
    sentence: str
    reason: str
    values: tuple[str, ...] = ()
    proposal: str = ""
    dropped: dict[str, Any] = field(default_factory=dict)
