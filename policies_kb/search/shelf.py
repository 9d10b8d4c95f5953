"""The notices of one knowledge base in the order of results, with what filters ask of them worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.rounds import Round, Wish
from policies_kb.scope import covers_region, covers_series, timeline

Kinds = tuple[tuple[str, ...], ...]  # what all notices of a kind are for


class Shelf:
    """Notices by their place in the order. Thousands of notices are of few kinds: these are asked, not each notice."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        newest = {notice.id for notice in timeline(base).current(date.max)}
        self.notices: tuple[Notice, ...] = tuple(
            sorted(base.notices.values(), key=lambda n: (n.id not in newest, -n.head.issued.toordinal(), n.id))
        )
        self.place = {notice.id: place for place, notice in enumerate(self.notices)}
        rounds = {notice.head.round.order: notice.head.round for notice in self.notices}
        self.rounds: tuple[Round, ...] = tuple(rounds[order] for order in sorted(rounds, reverse=True))
        self.round_of = self._numbered([notice.head.round.order for notice in self.notices])[0]
        self.round_kinds = self._kinds([(notice.head.round.written,) for notice in self.notices], self.round_of)
        self.region_of, samples = self._numbered([notice.head.coverage.regions for notice in self.notices])
        self.region_kinds: Kinds = tuple(
            tuple(name for name in base.reference.regions if covers_region(self.notices[at], name, base.reference))
            for at in samples
        )
        listed = [(n.head.coverage.series_mode == "any", tuple(n.series)) for n in self.notices]
        self.series_of, samples = self._numbered(listed)
        self.series_kinds: Kinds = tuple(
            tuple(name for name in base.reference.series if covers_series(self.notices[at], name)) for at in samples
        )
        self.covered = frozenset(name for kind in self.region_kinds for name in kind)
        self._amending = tuple(notice for notice in self.notices if notice.head.amends)
        self.counting = lru_cache(maxsize=32)(self._counting)

    @staticmethod
    def _numbered(values: Sequence[tuple[object, ...]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The number of each notice's kind, and a notice of each kind."""
        numbers: dict[tuple[object, ...], int] = {}
        samples: list[int] = []
        found = []
        for at, value in enumerate(values):
            if value not in numbers:
                numbers[value] = len(numbers)
                samples.append(at)
            found.append(numbers[value])
        return tuple(found), tuple(samples)

    @staticmethod
    def _kinds(values: list[tuple[str, ...]], numbers: Iterable[int]) -> Kinds:
        return tuple(dict(zip(numbers, values, strict=True)).values())

    def _counting(self, day: date, rounds: tuple[Wish, ...], every_round: bool) -> tuple[int, ...]:
        """The places of the notices that count on the day: in force, of the rounds asked for, or all that were issued.

        What changes a notice counts with it.
        """
        times = timeline(self.base)
        if every_round:
            return tuple(place for place, notice in enumerate(self.notices) if notice.head.issued <= day)
        if rounds:
            chosen = {notice.id for wish in rounds for notice in times.of_round(wish, day)}
        else:
            chosen = {notice.id for notice in times.current(day)}
        changes = {n.id for n in self._amending if n.head.issued <= day and chosen & set(n.head.amends)}
        return tuple(sorted(self.place[name] for name in chosen | changes))


@lru_cache(maxsize=4)
def shelf(base: KnowledgeBase) -> Shelf:
    """Made once for a knowledge base."""
    return Shelf(base)
