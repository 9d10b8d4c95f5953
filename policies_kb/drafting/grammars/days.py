"""The days of a sentence or of a row of a table, with the words that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policies_kb.lexers import CLAUSE, Moment, moments, plain, ranges, since
from policies_kb.loading.typed_values.tables import BETWEEN

from ..rows import Row
from ..words import words


@dataclass(frozen=True)
class Day:
    """One or two days of a sentence with the words that lead to them.

    ``under``: the head of their column that is among these words; ``doubt``: why they may not be what they seem.
    """

    label: str
    label_at: int
    first: Moment | None
    last: Moment | None
    start: int
    end: int
    under: str = ""
    doubt: str = ""


def days_of(printed: str, row: Row | None) -> list[Day]:
    """Every span and single day, in order. Of a row those of its cells, each under the head of its column."""
    days = list(_days(printed))
    return list(_of_row(days, row, printed)) if row else list(_extended(days, printed))


def closes(label: str) -> bool:
    """Whether a label says that the day after it is the last one."""
    said = words()["windows"]
    return without_leads(label, said["leads"]).endswith(tuple(said["until"]))


def without_leads(label: str, leads: Sequence[str]) -> str:
    """The label without the words between it and its day (时间, 为, a colon), however many."""
    while lead := next((lead for lead in leads if label.endswith(lead)), ""):
        label = label.removesuffix(lead)
    return label


def _days(printed: str) -> Iterator[Day]:
    spans = {span.first.start: span for span in ranges(printed)}
    inner = {span.last.start for span in spans.values()}
    before = 0
    for moment in moments(printed):
        if moment.start in inner or not moment.whole:
            continue
        span = spans.get(moment.start)
        end = span.last.end if span else moment.end
        at = since(printed, moment.start, CLAUSE, before)
        label = printed[at : moment.start]
        yield Day(label, at, moment, span.last if span else None, moment.start, end)
        before = end


def _extended(days: Iterable[Day], printed: str) -> Iterator[Day]:
    """Of a day that was put off (由…延长至…) only the one that holds, under the words that led to the first."""
    waiting: Day | None = None
    for day in days:
        moved = waiting is not None and printed[waiting.end : day.start] in words()["windows"]["extends"]
        if waiting and not moved:
            yield waiting
        elif waiting:
            day = replace(
                day, label=waiting.label + day.label, label_at=waiting.label_at, doubt=_moved(waiting, printed)
            )
        waiting = day
    if waiting:
        yield waiting


def _moved(before: Day, printed: str) -> str:
    return f"原来的{printed[before.start : before.end]}改了，请核对现在的时间从哪天到哪天"


def _of_row(days: Iterable[Day], row: Row, printed: str) -> Iterator[Day]:
    """The days under the heads of their columns; the first and the last day of a span in two columns as one."""
    waiting: Day | None = None
    listed = [_under_head(day, row, printed) for day in days]
    single = [day for day in listed if day.last is None]
    for day in listed:
        if day.last is None and len(single) > 1 and _opens(day.under):
            waiting = day
        elif waiting and day.last is None and closes(day.under):
            yield replace(waiting, label=plain(row.cells[0]), last=day.first, end=day.end)
            waiting = None
        else:
            many = day.last is None and len(single) > 1
            yield replace(day, doubt="表里这一行有几个日期，没有读出各是什么") if many else day
    if waiting:
        yield replace(waiting, doubt="表里这一行有几个日期，没有读出各是什么")


def _under_head(day: Day, row: Row, printed: str) -> Day:
    """With what the cells before it and the head of its column say."""
    column = printed.count(BETWEEN, 0, day.start)
    under = plain(row.columns[column]) if row.aligned else ""
    own = printed[: day.start].rpartition(BETWEEN)[2]
    before = "".join(cell for cell in map(plain, row.cells[:column]) if not moments(cell))
    return replace(day, label=before + under + own, under=under)


def _opens(head: str) -> bool:
    said = words()["windows"]
    return without_leads(head, said["leads"]).endswith(tuple(said["opens"]))
