"""When the desk answers, and by when it promises to. Working days are the national calendar's, shifted weekends too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from policies_kb.checklist.workdays import BeyondCalendar, is_workday
from policies_kb.today import BEIJING, in_beijing

SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—~至到]\s*(\d{1,2}):(\d{2})")
DAY = 24 * 60  # minutes
FURTHEST = 60  # days looked ahead; longer is nobody closed


def _span(written: object) -> object:
    """「10:00-14:00」 as minutes after midnight."""
    if not isinstance(written, str):
        return written
    found = SPAN.fullmatch(written.strip())
    if found is None:
        raise ValueError(f"“{written}”不是时段，写成 10:00-14:00")
    from_hour, from_minute, to_hour, to_minute = (int(part) for part in found.groups())
    start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    if max(from_minute, to_minute) > 59 or not 0 <= start < end <= DAY:
        raise ValueError(f"“{written}”的开始要早于结束，都在 0:00 和 24:00 之间")
    return (start, end)


Span = Annotated[tuple[int, int], BeforeValidator(_span)]


class Hours(BaseModel):
    """When somebody is there. ``answer_within``: working hours; ``clerk_silent``, ``person_silent``: minutes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    open: bool
    workday: tuple[Span, ...] = Field(min_length=1)
    closed: frozenset[date] = frozenset()
    extra: dict[date, tuple[Span, ...]] = {}
    answer_within: float = Field(gt=0, le=80)
    at_once: int = Field(ge=1, le=50)
    clerk_silent: float = Field(gt=0)
    person_silent: float = Field(gt=0)

    @field_validator("workday")
    @classmethod
    def _in_order(cls, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
            raise ValueError("时段从早到晚写，不能重叠")
        return spans

    @field_validator("extra")
    @classmethod
    def _each_in_order(cls, days: dict[date, tuple[tuple[int, int], ...]]) -> dict[date, tuple[tuple[int, int], ...]]:
        for spans in days.values():
            cls._in_order(spans)
        return days

    def spans(self, day: date) -> list[tuple[float, float]]:
        """The stretches of that day (seconds since 1970) in which somebody is there.

        A year that the national calendar does not know yet counts Monday to Friday as working days.
        """
        usual = self.workday if day not in self.closed and _works(day) else ()
        midnight = datetime(day.year, day.month, day.day, tzinfo=BEIJING)
        return [(_at(midnight, start), _at(midnight, end)) for start, end in self.extra.get(day, usual)]

    def is_open(self, at: float) -> bool:
        """Whether somebody is there at that moment."""
        return self.open and any(start <= at < end for start, end in self.spans(in_beijing(at).date()))

    def next_opening(self, at: float) -> float | None:
        """When somebody comes next; None when nobody does within two months."""
        return next((max(start, at) for start, _ in self._ahead(at)), None)

    def due(self, at: float) -> float | None:
        """By when an answer is promised to who asks at that moment; None when nobody comes within two months."""
        left = self.answer_within * 3600
        for start, end in self._ahead(at):
            start = max(start, at)
            if left <= end - start:
                return start + left
            left -= end - start
        return None

    def _ahead(self, at: float) -> Iterator[tuple[float, float]]:
        first = in_beijing(at).date()
        for days in range(FURTHEST):
            yield from (span for span in self.spans(first + timedelta(days=days)) if span[1] > at)


def _at(midnight: datetime, minutes: int) -> float:
    return (midnight + timedelta(minutes=minutes)).timestamp()


def _works(day: date) -> bool:
    try:
        return is_workday(day)
    except BeyondCalendar:
        return day.weekday() < 5
