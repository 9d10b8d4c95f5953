"""Which notices are in force on a day, and which of its line a question means: the newest, an older one, none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.loading.amendment import amended
from policies_kb.model.facts import APPLY, WindowFact, day_of
from policies_kb.model.rounds import Wish


class Timeline:
    """The notices of a knowledge base by line and in time."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._amending: dict[str, list[Notice]] = {}
        for notice in base.notices.values():
            for name in notice.head.amends:
                self._amending.setdefault(name, []).append(notice)
        self._ended_by: dict[str, tuple[Notice, ...]] = {}
        for notice in base.notices.values():
            for name in (*notice.head.supersedes, *notice.head.repeals):
                self._ended_by[name] = (*self._ended_by.get(name, ()), notice)
        self._lines: dict[str, tuple[Notice, ...]] = {}
        for notice in base.notices.values():
            if not notice.head.amends:
                self._lines[notice.head.line] = (*self._lines.get(notice.head.line, ()), notice)
        self._lines = {line: tuple(sorted(notices, key=self._place)) for line, notices in self._lines.items()}
        self.current = lru_cache(maxsize=64)(self._current)
        self.of_round = lru_cache(maxsize=64)(self._of_round)
        self._current_ids = lru_cache(maxsize=64)(lambda day: frozenset(notice.id for notice in self.current(day)))

    def is_current(self, notice_id: str, day: date) -> bool:
        """Whether the notice is the newest in force of its line."""
        return notice_id in self._current_ids(day)

    def _place(self, notice: Notice) -> tuple[object, ...]:
        """Where it stands in its line; of two issued on one day the one that took the other's place is the later."""
        return notice.head.round.order, notice.head.issued, notice.id not in self._ended_by

    def _current(self, day: date) -> tuple[Notice, ...]:
        """The newest notice in force of every line on ``day``, in the order of the knowledge base.

        A line of which nothing had been issued yet on that day is told by its first notice, which says that its windows
        are not open yet; one whose last notice has run out, by that one.
        """
        chosen = {self._newest(notices, day).id for notices in self._lines.values()}
        return tuple(self.as_of(self._base.notices[name], day) for name in self._base.notices if name in chosen)

    def _of_round(self, wish: Wish, day: date) -> tuple[Notice, ...]:
        """Of every line the notice that the wish means; a line without one is left out."""
        return tuple(other for notice in self.current(day) if (other := self.of_wish(notice, wish, day)))

    def of_wish(self, notice: Notice, wish: Wish, day: date) -> Notice | None:
        """The notice of the same line that the wish means, issued by ``day``; None where it is not on file.

        Of two for one round (a corrected one) the later counts.
        """
        line = self._issued(self._lines[notice.head.line], day)
        if wish.step is not None:
            rounds = list(dict.fromkeys(other.head.round.order for other in line))
            at = rounds.index(notice.head.round.order) + wish.step if notice.head.round.order in rounds else -1
            found = [other for other in line if 0 <= at < len(rounds) and other.head.round.order == rounds[at]]
        else:
            found = [other for other in line if wish.fits(other.head.round)]
        return self.as_of(found[-1], day) if found else None

    def rounds(self, notice: Notice, day: date) -> tuple[Notice, ...]:
        """The notices of the same line that had been issued by ``day``, oldest first: the rounds that are on file."""
        return tuple(self._issued(self._lines[notice.head.line], day)) or (notice,)

    def followed(self, notice: Notice, day: date) -> Notice | None:
        """The later notice of the same line that is in force on ``day``; None where there is none."""
        now = self._newest(self._lines[notice.head.line], day)
        return self.as_of(now, day) if now.head.issued > notice.head.issued else None

    def _issued(self, notices: Iterable[Notice], day: date) -> list[Notice]:
        return [notice for notice in notices if notice.head.issued <= day]

    def _newest(self, notices: tuple[Notice, ...], day: date) -> Notice:
        issued = [notice for notice in notices if notice.head.valid_from <= day and notice.head.issued <= day]
        in_force = [
            n for n in issued if not self.ended(n, day) and not (n.head.valid_until and n.head.valid_until < day)
        ]
        return (in_force or issued or list(notices[:1]))[-1]

    def ended(self, notice: Notice, day: date) -> bool:
        """Whether a notice issued by ``day`` has superseded or repealed this one."""
        return bool(self._issued(self._ended_by.get(notice.id, ()), day))

    def as_of(self, notice: Notice, day: date) -> Notice:
        """``notice`` with what later notices have changed in it by ``day``."""
        changes = self._issued(self._amending.get(notice.id, ()), day)
        for change in sorted(changes, key=lambda change: change.head.issued):
            notice = amended(notice, change, self._base.reference)
        return notice


@lru_cache(maxsize=4)
def timeline(base: KnowledgeBase) -> Timeline:
    """The timeline of a knowledge base, made once for it."""
    return Timeline(base)


def standing(notice: Notice, day: date) -> str:
    """How the online application of the notice stands on ``day``: upcoming, open, closed; "" where no day is stated."""
    spans = [f for f in notice.record.facts if isinstance(f, WindowFact) and f.stage == APPLY and f.start and f.end]
    if not spans:
        return ""
    if any(day_of(f.start) <= day <= day_of(f.end) for f in spans if f.start and f.end):
        return "open"
    return "closed" if all(day_of(f.end) < day for f in spans if f.end) else "upcoming"


def nearest(wish: Wish, notices: Sequence[Notice]) -> Notice:
    """The notice whose year comes nearest to the one wished for; the newest where no year is named."""
    return min(reversed(notices), key=lambda notice: abs(notice.head.year - (wish.year or notices[-1].head.year)))


def over(notice: Notice, day: date) -> bool:
    """Whether every window of the notice has ended before ``day``; one whose days were to be announced, by its year."""
    ends = [fact.end for fact in notice.record.facts if isinstance(fact, WindowFact)]
    return bool(ends) and all(day_of(end) < day if end else notice.head.year < day.year for end in ends)
