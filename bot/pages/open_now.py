"""The strip 现在能报什么 on the pages: one sentence, and folded below it every line with its days and phones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policies_kb.loading import KnowledgeBase
from policies_kb.standing import Area, brief, lead, line_words, overview
from policies_kb.standing.told import words


@dataclass(frozen=True)
class ShownLine:
    """One line: whom it is for, how it stands in words, and its phones. ``state`` gives the colour."""

    notice_id: str
    whom: str
    round: str
    state: str
    says: str
    phones: tuple[str, ...]


@dataclass(frozen=True)
class Strip:
    """``areas``: the counts by 州/地区, where the lines are too many to list."""

    lead: str
    brief: str
    running: bool
    lines: tuple[ShownLine, ...]
    areas: tuple[Area, ...]


def strip_of(base: KnowledgeBase, day: date) -> Strip:
    """The strip on ``day``."""
    found = overview(base, day)
    shown = found.first(words()["most_lines"])
    lines = tuple(
        ShownLine(
            line.notice_id,
            line.whom,
            line.round,
            "open" if line.state.runs else line.state.value,
            line_words(line, day.year),
            line.phones[: words()["most_phones"]],
        )
        for line in shown
    )
    areas = found.areas if len(shown) < len(found.lines) else ()
    return Strip(lead(found), brief(found), bool(found.running), lines, areas)
