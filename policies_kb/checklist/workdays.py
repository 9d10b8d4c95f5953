"""Working days of the national calendar, with its shifted weekends; only for years it knows."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar


class BeyondCalendar(ValueError):
    """The national calendar of the year is not on file, so nothing can be counted in it."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"{year}年的工作日安排不在日历里")


def is_workday(day: date) -> bool:
    """Whether ``day`` is a working day by the State Council's yearly arrangement; raises `BeyondCalendar`.

    Holidays that the autonomous region adds of its own are not in it.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise BeyondCalendar(day.year) from error


def latest_start(deadline: date, working_days: int) -> date:
    """The last day to start a posting of ``working_days`` full working days that is over before ``deadline``.

    The deadline day itself is left for uploading the result. Raises `BeyondCalendar`.
    """
    day, left = deadline, working_days
    while left:
        day -= timedelta(days=1)
        left -= is_workday(day)
    return day


def last_of(start: date, working_days: int) -> date:
    """The day on which ``working_days`` that begin on ``start`` are full. Raises `BeyondCalendar`."""
    day, left = start, working_days - is_workday(start)
    while left:
        day += timedelta(days=1)
        left -= is_workday(day)
    return day
