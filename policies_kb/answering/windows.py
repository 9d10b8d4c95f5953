"""How a window stands on a day."""

from __future__ import annotations

from datetime import date, datetime

from policies_kb.model.answer import WindowState
from policies_kb.model.facts import CutoffFact, WindowFact, day_of
from policies_kb.reading.days import day_in_months


def window_state(
    fact: WindowFact | CutoffFact,
    today: date,
    asked_day: date | None = None,
    asked_hour: float | None = None,
    whether: bool = False,
    monthless: bool = False,
) -> WindowState:
    """The state of the window on ``today``; ``asked_day`` is the other day that the asker spoke of, ``asked_hour``
    an hour of that day (or of today). ``whether``: no more is asked than whether something may still be done.
    ``monthless``: that day was told by its number alone, so that it is one of the window's months."""
    start = day_of(fact.start) if isinstance(fact, WindowFact) and fact.start else None
    moment = fact.end if isinstance(fact, WindowFact) else fact.at
    end = day_of(moment) if moment else None
    if asked_day and monthless and start and end and start > asked_day:
        asked_day = day_in_months(asked_day.day, start, end) or asked_day
    if end is None:
        state = "announced_later"
    elif start and today < start:
        state = "upcoming"
    elif today > end:
        state = "past_year" if today.year > end.year else "closed"
    elif today == end:
        state = "last_day"
    else:
        state = "open"
    closes = moment.hour + moment.minute / 60 if isinstance(moment, datetime) else 24.0
    late = asked_hour is not None and (asked_day or today) == end and asked_hour > closes
    return WindowState(
        too_late_at=asked_hour if late else None,
        state=state,
        day=today,
        start=start,
        end=end,
        days_left=(end - today).days if end and today <= end else None,
        whether=whether,
        asked_day=asked_day if asked_day and asked_day != today else None,
    )
