"""Which lines await a notice: those whose round of last time has no follower yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.rounds import Round

from .due import months_after

A_YEAR = 12  # months


@dataclass(frozen=True)
class Awaited:
    """``last``: the newest notice on file of this part of the year; ``round``: the one that should follow it;
    ``expected``: about when it should be issued, by the day of the last one."""

    last: Notice
    round: Round
    expected: date

    def late(self, day: date) -> bool:
        """Whether the last one came earlier in its year than ``day`` is in this one."""
        return self.expected < day


def awaited(base: KnowledgeBase, day: date) -> list[Awaited]:
    """The rounds of the year of ``day`` that are not on file, the earliest expected first.

    A line is asked for the parts (a half, a batch) that it had before. One that missed years is asked for this one.
    """
    newest: dict[tuple[str, str | None, int | None], Notice] = {}
    for notice in base.notices.values():
        head = notice.head
        if head.amends or head.issued > day:
            continue
        part = (head.line, head.round.half, head.round.batch)
        if part not in newest or newest[part].head.round.order < head.round.order:
            newest[part] = notice
    found = [
        Awaited(
            notice,
            notice.head.round.model_copy(update={"year": day.year}),
            months_after(notice.head.issued, A_YEAR * (day.year - notice.head.round.year)),
        )
        for notice in newest.values()
        if notice.head.round.year < day.year
    ]
    return sorted(found, key=lambda one: (one.expected, one.last.id))
