"""Years and months by their corresponding days."""

from __future__ import annotations

import calendar
from datetime import date


def anniversary(start: date, years: int) -> date:
    """The day on which ``years`` are complete: the corresponding day.

    Where there is none (29 February) the last day of the month, as the Civil Code, art. 202, counts periods.
    """
    return months_after(start, 12 * years)


def months_after(day: date, months: int) -> date:
    """The corresponding day so many months on, or back; where there is none the last of its month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def whole_years(start: date, day: date) -> int:
    """How many years are complete on ``day``."""
    years = day.year - start.year
    return years if anniversary(start, years) <= day else years - 1
