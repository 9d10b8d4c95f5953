"""What a search is limited to: filters as tokens of the index, and notices by the resolver of places and rounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policies_kb.loading import KnowledgeBase
from policies_kb.model.rounds import Wish
from policies_kb.scope import timeline

from .entries import in_order
from .expression import Expression, Holds, any_of
from .keys import span
from .model import Filters
from .tokens import ANY_SERIES, EVERY, PATH, PLACE, SERIES, marked
from .tokenstore import Where


@dataclass(frozen=True)
class Bounds:
    """The places, series, path and rounds that results are limited to; of several places any will do."""

    places: tuple[str, ...] = ()
    series: str | None = None
    path: str | None = None
    rounds: tuple[Wish, ...] = ()
    all_rounds: bool = False

    @staticmethod
    def of(filters: Filters, regions: tuple[str, ...], rounds: tuple[Wish, ...]) -> Bounds:
        """What is asked for comes before what the query's own words name."""
        places = (filters.place,) if filters.place else regions
        wishes = (Wish.of(filters.round),) if filters.round else () if filters.all_rounds else rounds
        return Bounds(places, filters.series, filters.path, wishes, filters.all_rounds)

    def tokens(self, but: str = "") -> tuple[Expression, ...]:
        """The filters as tokens, without that of one dimension."""
        found: list[Expression] = [Holds(EVERY)]
        if self.places and but != "place":
            found.append(any_of(Holds(marked(PLACE, place)) for place in self.places))
        if self.series and but != "series":
            found.append(any_of((Holds(marked(SERIES, self.series)), Holds(ANY_SERIES))))
        if self.path and but != "path":
            found.append(Holds(marked(PATH, self.path)))
        return tuple(found[1:] or found)

    def notices(self, base: KnowledgeBase, day: date, but: str = "") -> frozenset[str]:
        """The notices that count on the day: in force, or of the round asked for, with what changes them.

        ``but`` round: every round on file.
        """
        times = timeline(base)
        issued = {notice.id for notice in base.notices.values() if notice.head.issued <= day}
        if but == "round" or self.all_rounds:
            return frozenset(issued)
        if self.rounds:
            chosen = {notice.id for wish in self.rounds for notice in times.of_round(wish, day)}
        else:
            chosen = {notice.id for notice in times.current(day)}
        changes = {n.id for n in base.notices.values() if n.id in issued and chosen & set(n.head.amends)}
        return frozenset(chosen | changes)


def where(base: KnowledgeBase, release: int, notices: Iterable[str]) -> Where | None:
    """The keys of these notices; None where there are none."""
    allowed = set(notices)
    places = [place for place, notice in enumerate(in_order(base)) if notice.id in allowed]
    if not places:
        return None
    low, high = span(release, places[0], places[-1])
    missing = tuple(sorted(set(range(places[0], places[-1] + 1)).difference(places)))
    if len(missing) <= len(places):
        return Where(low, high, but=missing)
    return Where(low, high, only=tuple(places))
