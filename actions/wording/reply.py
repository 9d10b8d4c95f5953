"""What is said in one turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

BETWEEN = "\n\n"  # an empty line parts a reply into bubbles


@dataclass(frozen=True)
class Reply:
    """One reply to the person. ``custom`` is for programs: status, citations, topics."""

    text: str
    buttons: tuple[dict[str, str], ...] = ()
    custom: dict[str, Any] = field(default_factory=dict)

    @property
    def bubbles(self) -> tuple[str, ...]:
        """The text in pieces to show one after the other: the answer first, a list after it."""
        return tuple(self.text.split(BETWEEN))
