"""What is asked of search, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from policies_kb.model.facts import Path
from policies_kb.model.rounds import Round

DIMENSIONS = ("place", "series", "path", "round")


class UnknownFilter(ValueError):
    """A filter's value that nothing is filed under; ``name`` of the filter, and the values that there are."""

    def __init__(self, name: str, value: str, known: tuple[str, ...]) -> None:
        super().__init__(f"{name}: {value}")
        self.name, self.value, self.known = name, value, known


@dataclass(frozen=True)
class Filters:
    """What results are limited to. ``round`` None: what is in force on the day; ``all_rounds``: whatever is on file.

    ``notice``: to the clauses of this notice alone, whatever its place and round.
    """

    place: str | None = None
    series: str | None = None
    path: Path | None = None
    round: Round | None = None
    all_rounds: bool = False
    notice: str | None = None


@dataclass(frozen=True)
class Asked:
    """One search: as typed, limited, as of a day; ``limit`` results at most."""

    text: str
    day: date
    filters: Filters = Filters()
    limit: int = 10


@dataclass(frozen=True)
class Facet:
    """A value of a filter and how many results it would leave."""

    value: str
    name: str
    count: int


@dataclass(frozen=True)
class Snippet:
    """A piece of a clause, and where in it words of the query stand: [start, end) in characters."""

    text: str
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Fact:
    """The fact of a clause that answers best, in the sentence of the record."""

    id: str
    say: str
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class RoundState:
    """How a notice's round stands on the day: upcoming, open, closed, or "" where no day is stated.

    ``days_left``: whole days until the first of the open windows ends, 0 on its last day. ``newer``: a later notice of
    the same line is in force.
    """

    round: str
    standing: str
    days_left: int | None
    newer: bool


@dataclass(frozen=True)
class Result:
    """A clause that was found, with everything one needs to read it out and to cite it."""

    release: int | None
    notice_id: str
    notice: str
    clause: str
    title: str
    snippet: Snippet
    fact: Fact | None
    state: RoundState
    score: float


@dataclass(frozen=True)
class Found:
    """The results of a search. ``total``: how many entries hold as much of the query as ``results`` were chosen by.

    ``at_least``: there are more than were counted; ``total`` and ``facets`` then tell how many at least.

    ``place`` and ``round``: what the results were limited to, be it asked or named in the query. ``corrected``: words
    that were taken for others. ``uncovered``: the place, where no notice on file is for it.
    """

    release: int | None
    day: date
    total: int
    at_least: bool = False
    results: tuple[Result, ...] = ()
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
    place: str | None = None
    round: str | None = None
    corrected: tuple[tuple[str, str], ...] = ()
    uncovered: str | None = None
