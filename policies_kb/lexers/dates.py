"""Dates of official texts: 2001年3月5日10:00-3月30日18:00, with what a later part inherits from the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from .plain import plain

_HOUR = (
    r"(?:(?P<noon>上午|下午|中午|晚上?)?(?P<h>\d{1,2})(?:[:：](?P<min>\d{2})|[时点](?:(?P<min2>\d{1,2})分?|整|半)?))"
)
_DATE = re.compile(
    rf"(?:(?P<y>\d{{4}})[年./-])?(?:(?P<m>\d{{1,2}})[月./-])(?P<d>\d{{1,2}})(?:[日号]|(?!\d)){_HOUR}?"
    rf"|(?<=[-至到])(?P<d_only>\d{{1,2}})[日号]"
)
_JOINS = re.compile(r"[-至到]+(?:(?:截?止|当日|当天))?")


@dataclass(frozen=True)
class Moment:
    """A day of a text, with the time of day where one is printed. ``year``: None where none is printed or inherited."""

    year: int | None
    month: int
    day: int
    hour: tuple[int, int] | None
    start: int  # in the plain text
    end: int

    def is_day(self, other: date | datetime) -> bool:
        """Whether ``other`` is this day (and this time of day, where it has one); an unprinted year fits any."""
        same = (self.month, self.day) == (other.month, other.day) and self.year in (None, other.year)
        if isinstance(other, datetime):
            return same and self.hour == (other.hour, other.minute)
        return same


@dataclass(frozen=True)
class DateRange:
    """Two days joined by a dash or 至."""

    first: Moment
    last: Moment


def moments(text: str) -> list[Moment]:
    """Every day of a text, in order. Within a range the end inherits the year and the month that it leaves out."""
    wanted = plain(text)
    found: list[Moment] = []
    for match in _DATE.finditer(wanted):
        before = found[-1] if found and _JOINS.fullmatch(wanted[found[-1].end : match.start()]) else None
        if match["d_only"]:
            if before is None:
                continue
            year, month, day = before.year, before.month, int(match["d_only"])
        else:
            month, day = int(match["m"]), int(match["d"])
            year = int(match["y"]) if match["y"] else before.year if before else None
        if 1 <= month <= 12 and 1 <= day <= 31:
            found.append(Moment(year, month, day, _hour(match), match.start(), match.end()))
    return found


def ranges(text: str) -> list[DateRange]:
    """The pairs of days that the text joins."""
    wanted, days = plain(text), moments(text)
    return [
        DateRange(first, last) for first, last in pairwise(days) if _JOINS.fullmatch(wanted[first.end : last.start])
    ]


def _hour(match: re.Match[str]) -> tuple[int, int] | None:
    if match["d_only"] or match["h"] is None:
        return None
    hour, minute = int(match["h"]), int(match["min"] or match["min2"] or 0)
    late = match["noon"] in ("下午", "晚", "晚上") and hour < 12
    return hour + 12 if late else hour, minute
