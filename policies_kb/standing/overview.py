"""What can be applied for on a day: the current notice of every line, the open ones first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from policies_kb.examples.names import place, whom
from policies_kb.loading import KnowledgeBase
from policies_kb.scope import timeline

from .state import ORDER, Standing, State, standing_of


@dataclass(frozen=True)
class Line:
    """The current notice of one line. ``area``: the 州, 地区 or city that it belongs to; ``round``: its round's name.

    ``waits``: its round is of an earlier year and over, so that this year's notice is still to come.
    """

    standing: Standing
    whom: str
    area: str
    round: str
    phones: tuple[str, ...]
    waits: bool

    @property
    def notice_id(self) -> str:
        """The notice's id."""
        return self.standing.notice.id

    @property
    def name(self) -> str:
        """What replies call the notice."""
        return self.standing.name

    @property
    def state(self) -> State:
        """How it stands."""
        return self.standing.state


@dataclass(frozen=True)
class Area:
    """How many lines of one 州, 地区 or city run, are still to begin, and are over or without a day."""

    name: str
    running: int
    upcoming: int
    rest: int


@dataclass(frozen=True)
class Overview:
    """All lines on ``day``: those that run (the first to end first), those to begin (the first to begin first), the
    rest by their place."""

    day: date
    lines: tuple[Line, ...]

    @cached_property
    def running(self) -> tuple[Line, ...]:
        """The lines that one can apply for today."""
        return tuple(line for line in self.lines if line.state.runs)

    @cached_property
    def upcoming(self) -> tuple[Line, ...]:
        """The lines whose first day lies ahead."""
        return tuple(line for line in self.lines if line.state is State.UPCOMING)

    @cached_property
    def rest(self) -> tuple[Line, ...]:
        """The lines that are over, or whose days are not known."""
        return tuple(line for line in self.lines if not line.state.runs and line.state is not State.UPCOMING)

    @cached_property
    def waiting(self) -> tuple[Line, ...]:
        """The lines whose notice of this year is not on file."""
        return tuple(line for line in self.lines if line.waits)

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The counts by 州, 地区 or city, in the order in which they first stand among the lines."""
        return tuple(
            Area(name, _count(self.running, name), _count(self.upcoming, name), _count(self.rest, name))
            for name in dict.fromkeys(line.area for line in self.lines)
        )

    def first(self, most: int) -> tuple[Line, ...]:
        """The lines to show where there is room for ``most``: all of them, or of many those that run or will."""
        if len(self.lines) <= most:
            return self.lines
        return (*self.running, *self.upcoming)[:most]


def _count(lines: Iterable[Line], area: str) -> int:
    return sum(line.area == area for line in lines)


@lru_cache(maxsize=8)
def overview(base: KnowledgeBase, day: date) -> Overview:
    """The overview on ``day`` of what is on file."""
    lines = [_line(base, notice.id, day) for notice in timeline(base).current(day)]
    return Overview(day, tuple(sorted(lines, key=_order)))


def _line(base: KnowledgeBase, name: str, day: date) -> Line:
    found = standing_of(base, name, day)
    head = found.notice.head
    region = base.reference.regions[head.coverage.regions[0]]
    area = place(base.reference.regions[region.parent or region.name])
    phones = tuple(dict.fromkeys(contact.phone for contact in found.notice.contacts))
    waits = not found.state.runs and found.state is not State.UPCOMING and head.round.year < day.year
    return Line(found, whom(found.notice, base), area, head.round.name, phones, waits)


def _order(line: Line) -> tuple[int, date, str, str]:
    state = line.state
    if state.runs:
        return 0, line.standing.end or date.max, line.area, line.whom
    if state is State.UPCOMING:
        return 1, line.standing.start or date.max, line.area, line.whom
    return 1 + ORDER.index(state), date.min, line.area, line.whom
