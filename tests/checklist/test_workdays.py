"""Counting back working days, across shifted weekends and holidays, and the end of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies_kb.checklist import BeyondCalendar, latest_start
from policies_kb.checklist.workdays import is_workday


@pytest.mark.parametrize(
    ("deadline", "days", "start"),
    [
        (date(2024, 10, 18), 5, date(2024, 10, 12)),  # Saturday 12 October was worked
        (date(2024, 10, 7), 5, date(2024, 9, 25)),  # Sunday 29 September was worked, 1–7 October was free
        (date(2024, 11, 15), 5, date(2024, 11, 8)),  # an ordinary week
        (date(2024, 11, 15), 1, date(2024, 11, 14)),
    ],
)
def test_latest_start(deadline: date, days: int, start: date) -> None:
    assert latest_start(deadline, days) == start


@given(st.dates(date(2024, 2, 1), date(2026, 10, 1)), st.integers(1, 10))
def test_so_many_working_days_lie_between(deadline: date, days: int) -> None:
    start = latest_start(deadline, days)
    between = [start + timedelta(days=n) for n in range((deadline - start).days)]
    assert is_workday(start)
    assert sum(map(is_workday, between)) == days


def test_a_year_without_calendar_is_refused() -> None:
    with pytest.raises(BeyondCalendar) as caught:
        latest_start(date(2050, 5, 1), 5)
    assert caught.value.year == 2050
