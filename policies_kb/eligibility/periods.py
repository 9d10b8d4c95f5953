"""Spans of time in which somebody began: a year (2023), a month (2023-09), or some months (2021-05..2021-08)."""

from __future__ import annotations

import calendar
import re
from datetime import date

_MONTH = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])"
PATTERN = rf"^(?:(?:19|20)\d\d|{_MONTH}|{_MONTH}\.\.{_MONTH})$"
TO = ".."
YEAR = 12  # months
# a year and 0; a year and a month; a year, the first month and the last, which may lie in the next year (14)
When = tuple[int, int] | tuple[int, int, int]
_WRITTEN = re.compile(PATTERN, re.ASCII)


def is_period(written: str) -> bool:
    """Whether the text is a span of one of these kinds, and its end not before its beginning."""
    if not _WRITTEN.fullmatch(written):
        return False
    first, last = days_of(written)
    return first <= last


def period_of(when: When) -> str:
    """The span as it is kept."""
    if len(when) == 3:
        return f"{_month(when[0], when[1])}{TO}{_month(when[0], when[2])}"
    return _month(*when) if when[1] else str(when[0])


def _month(year: int, month: int) -> str:
    return f"{year + (month - 1) // YEAR}-{(month - 1) % YEAR + 1:02d}"


def days_of(period: str) -> tuple[date, date]:
    """The first and the last day of a span."""
    start, _, end = period.partition(TO)
    return _first_and_last(start)[0], _first_and_last(end or start)[1]


def moved(period: str, months: int) -> str:
    """The span so many months later, or earlier."""
    first, last = (day.year * YEAR + day.month + months for day in days_of(period))
    if (first - 1) % YEAR == 0 and last == first + YEAR - 1:
        return str((first - 1) // YEAR)
    return _month(0, first) if first == last else f"{_month(0, first)}{TO}{_month(0, last)}"


def _first_and_last(period: str) -> tuple[date, date]:
    year, _, month = period.partition("-")
    first, last = (int(month), int(month)) if month else (1, YEAR)
    return date(int(year), first, 1), date(int(year), last, calendar.monthrange(int(year), last)[1])


def between(first: date, last: date) -> str:
    """Two days in words as the month, the year or the months that they lie in."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月"
    if first.year != last.year:
        return f"{first.year}年{first.month}月至{last.year}年{last.month}月"
    whole = (first.month, last.month) == (1, YEAR)
    return f"{first.year}年" if whole else f"{first.year}年{first.month}月至{last.month}月"
