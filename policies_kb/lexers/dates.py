"""Dates of official texts: 2001年3月5日10:00-3月30日18:00, with what a later part inherits from the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from .numerals import IN_WORDS, numeral_value
from .plain import plain

LATE = ("下午", "晚", "晚上")  # 下午6点 is 18:00
NOON = "中午"  # 中午1点 is 13:00
END_OF_DAY = (24, 0)  # the whole day
_HOUR = (
    r"(?:(?P<noon>上午|下午|中午|晚上?)?(?P<h>\d{1,2})"
    r"(?:[:：](?P<min>\d{2})|[时点](?:(?P<min2>\d{1,2})分?|整|(?P<half>半))?))"
)
_DATE = re.compile(
    rf"(?:(?P<y>\d{{4}})[年./-])?(?:(?P<m>\d{{1,2}})[月./-])(?P<d>\d{{1,2}})(?:[日号]|(?!\d)){_HOUR}?"
    rf"|(?<=[-至到])(?P<d_only>\d{{1,2}})[日号]{_HOUR.replace('?P<', '?P<only_')}?"
)
_JOINS = re.compile(r"(?:(?:起|开始)[，,]?)?[-至到]+(?:(?:截?止|当日|当天))?")
_PART = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:[上中下]旬|初|底)")
_TIME = re.compile(r"(?<![\d:/.])(?P<h>[01]?\d|2[0-4])(?::(?P<min>[0-5]\d)(?!\d)|[时点]整?)")
_HOUR_AFTER = re.compile(r"[-至到]\d{1,2}(?:[:：]\d{2}|[时点])")
_IN_WORDS = re.compile(rf"(?:(?<!\d)[一二][零〇○Oo0一二三四五六七八九]{{3}}(?=年)|{IN_WORDS}(?=[年月日号时点分]))")


@dataclass(frozen=True)
class Moment:
    """A day of a text, with the time of day where one is printed. ``year``: None where none is printed or inherited."""

    year: int | None
    month: int
    day: int
    hour: tuple[int, int] | None
    start: int  # in the text as ``moments`` reads it
    end: int
    whole: bool = True  # printed with 月 or a year: 1-8 may be items of a list

    @property
    def written(self) -> str:
        """As a record writes it: 2001-03-05, 2001-03-05T18:00; "" without a year."""
        hour = "" if self.hour in (None, END_OF_DAY) else "T{:02}:{:02}".format(*(self.hour or ()))
        return f"{self.year}-{self.month:02}-{self.day:02}{hour}" if self.year else ""

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
    wanted = in_digits(text)
    found: list[Moment] = []
    for match in _DATE.finditer(wanted):
        before = found[-1] if found and _JOINS.fullmatch(wanted[found[-1].end : match.start()]) else None
        if match["d_only"]:
            if before is None:
                continue
            month, day = before.month, int(match["d_only"])
        else:
            month, day = int(match["m"]), int(match["d"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            year = int(match["y"]) if match["y"] else _inherited(before, month)
            whole = "月" in match[0] or match["y"] is not None or match["d_only"] is not None
            found.append(Moment(year, month, day, _hour(match), match.start(), match.end(), whole))
    return found


def ranges(text: str) -> list[DateRange]:
    """The pairs of days that the text joins."""
    wanted, days = in_digits(text), moments(text)
    return [
        DateRange(first, last) for first, last in pairwise(days) if _JOINS.fullmatch(wanted[first.end : last.start])
    ]


def parts_of_months(text: str) -> list[tuple[str, int]]:
    """Parts of a month in place of days (2001年3月下旬, 3月底), as printed, with their places in the plain text."""
    return [(found[0], found.start()) for found in _PART.finditer(plain(text))]


def hours(text: str) -> list[str]:
    """Times of day that stand anywhere, as 09:00; 24:00 is one."""
    return [f"{int(found['h']):02}:{found['min'] or '00'}" for found in _TIME.finditer(plain(text))]


def goes_on_with_hour(text: str) -> bool:
    """Whether a text begins with a dash and a time of day: the day before it has a span of hours."""
    return _HOUR_AFTER.match(text) is not None


def in_digits(text: str) -> str:
    """The plain text with its dates in digits: 二〇〇一年三月十五日 is 2001年3月15日."""
    return _IN_WORDS.sub(lambda found: f"{numeral_value(found[0]):g}", plain(text))


def _inherited(before: Moment | None, month: int) -> int | None:
    """The year of the start of a range; the next one where the range runs over the turn of the year."""
    if before is None or before.year is None:
        return None
    return before.year + (month < before.month)


def _hour(match: re.Match[str]) -> tuple[int, int] | None:
    only = "only_" if match["d_only"] else ""
    if match[f"{only}h"] is None:
        return None
    hour, minute = int(match[f"{only}h"]), int(match[f"{only}min"] or match[f"{only}min2"] or 0)
    minute = 30 if match[f"{only}half"] else minute
    noon = match[f"{only}noon"]
    late = (noon in LATE and hour < 12) or (noon == NOON and hour < 3)
    return hour + 12 if late else hour, minute
