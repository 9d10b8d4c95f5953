"""What is said in one turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

BETWEEN = "\n\n"  # an empty line parts a reply into bubbles
FIRST_BUBBLE = 72  # characters: what is read at a glance on a phone, before the line of sources


@dataclass(frozen=True)
class Reply:
    """One reply to the person. ``custom`` is for programs: status, citations, topics; ``source``: the line of
    sources with which ``text`` ends, "" where nothing is cited."""

    text: str
    buttons: tuple[dict[str, str], ...] = ()
    custom: dict[str, Any] = field(default_factory=dict)
    source: str = ""

    @property
    def bubbles(self) -> tuple[str, ...]:
        """The text in pieces to show one after the other: the answer first, a list after it."""
        return tuple(self.text.split(BETWEEN))


def in_bubbles(lines: Sequence[str], longest: int = FIRST_BUBBLE) -> list[str]:
    """The lines in one bubble where they are short; else as many as fit in the first one, the others in a second."""
    size = fit = 0
    for line in lines:
        size += len(line)
        fit += size <= longest
    fit = max(fit, 1)
    return ["\n".join(part) for part in (lines[:fit], lines[fit:]) if part]
