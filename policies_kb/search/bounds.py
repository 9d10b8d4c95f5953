"""What a search is limited to: filters as tokens of the index, and notices by the resolver of places and rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from policies_kb.model.rounds import Wish

from .expression import Expression, Holds, any_of
from .keys import span
from .model import Filters
from .shelf import Shelf
from .tokens import ANY_SERIES, PATH, PLACE, SERIES, marked
from .tokenstore import Where


@dataclass(frozen=True)
class Bounds:
    """The places, series, path and rounds that results are limited to; of several places any will do.

    ``notice``: the one notice that they are limited to instead.
    """

    places: tuple[str, ...] = ()
    series: str | None = None
    path: str | None = None
    rounds: tuple[Wish, ...] = ()
    all_rounds: bool = False
    notice: str | None = None

    @staticmethod
    def of(filters: Filters, regions: tuple[str, ...], rounds: tuple[Wish, ...]) -> Bounds:
        """What is asked for comes before what the query's own words name."""
        if filters.notice:
            return Bounds(notice=filters.notice)
        places = (filters.place,) if filters.place else regions
        wishes = (Wish.of(filters.round),) if filters.round else () if filters.all_rounds else rounds
        return Bounds(places, filters.series, filters.path, wishes, filters.all_rounds)

    def tokens(self, but: str = "") -> tuple[Expression, ...]:
        """The filters as tokens, without that of one dimension."""
        found: list[Expression] = []
        if self.places and but != "place":
            found.append(any_of(Holds(marked(PLACE, place)) for place in self.places))
        if self.series and but != "series":
            found.append(any_of((Holds(marked(SERIES, self.series)), Holds(ANY_SERIES))))
        if self.path and but != "path":
            found.append(Holds(marked(PATH, self.path)))
        return tuple(found)

    def where(self, shelf: Shelf, release: int, day: date, but: str = "") -> Where | None:
        """The keys that count on the day; None where there are none. ``but`` round: of every round on file."""
        if self.notice:
            return where(release, (shelf.place[self.notice],))
        every = self.all_rounds or but == "round"
        return where(release, shelf.counting(day, () if every else self.rounds, every))


@lru_cache(maxsize=32)
def where(release: int, places: tuple[int, ...]) -> Where | None:
    """The keys of the notices with these places in the order."""
    if not places:
        return None
    low, high = span(release, places[0], places[-1])
    missing = tuple(sorted(set(range(places[0], places[-1] + 1)).difference(places)))
    return Where(low, high, but=missing) if len(missing) <= len(places) else Where(low, high, only=places)
