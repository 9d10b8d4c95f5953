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
