"""Years of work by anniversary days."""

from __future__ import annotations

import calendar
from datetime import date


def anniversary(start: date, years: int) -> date:
    """The day on which ``years`` are complete: the corresponding day.

    Where there is none (29 February) the last day of the month, as the Civil Code, art. 202, counts periods.
    """
    year = start.year + years
    return date(year, start.month, min(start.day, calendar.monthrange(year, start.month)[1]))


def whole_years(start: date, day: date) -> int:
    """How many years are complete on ``day``."""
    years = day.year - start.year
    return years if anniversary(start, years) <= day else years - 1


def days_of(period: str) -> tuple[date, date]:
    """The first and the last day of a year (2023) or of a month (2023-09)."""
    year, _, month = period.partition("-")
    first, last = (int(month), int(month)) if month else (1, 12)
    return date(int(year), first, 1), date(int(year), last, calendar.monthrange(int(year), last)[1])
