"""The days and hours that a message speaks of (下周三, 19号, 去年10月20日, 今晚8:30), and on which day it acts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .clauses import clause_around
from .quantities import number


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")))


def _one_of(words: Any) -> str:
    """The words as alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


DAYS_ONCE = 256  # texts and days of asking
_W = _words()
_RELATIVE = re.compile(_one_of(_W["relative"]))
_WEEKDAY = re.compile(rf"({_one_of(_W['weeks'])})?(?:周|星期|礼拜)([一二三四五六日天])")
_WRITTEN = re.compile(
    rf"(?:(?<!\d)(?:(\d{{4}}|\d{{2}})年|({_one_of(_W['years'])})(?:的)?))?(?<!\d)(\d{{1,2}})月(\d{{1,2}})[日号]?(?!\d)"
)
_NUMBER_ONLY = re.compile(r"(?<![\d月年/.-])(\d{1,2})[号日](?!文|令|楼|办公|窗|院|门|线)")
_HOURS = _W["hours"]
_HOUR = re.compile(
    rf"({_one_of([*_HOURS['late'], *_HOURS['night'], *_HOURS['noon'], *_HOURS['plain']])})?"
    r"(?<![\d:：])(?:(\d{1,2})[:：]([0-5]\d)(?!\d)"
    r"|(\d{1,2}|[一二三四五六七八九十两]{1,3})[点时](?:(半)|(?:过)?(\d{1,2}|[一二三四五]?十[一二三四五六七八九]?)分?(?![号日月个天]))?"
    r"(?!之?前|候|间|长|段|效|击))"
)
_BETWEEN = re.compile(r"[ (（,，是]{0,2}")  # a day and the weekday that only glosses it
WEEKDAYS = "一二三四五六日"
NOON, END = 12, 24
MONTHS_AHEAD = 62  # days: one of the next two months has every number of a day
REACH = 8  # characters after a date in which the act stands that it is the day of


@dataclass(frozen=True)
class SpokenDay:
    """A day that the text speaks of, and where; ``written``: by its number, so that it may only be quoted;
    ``monthless``: by the number alone (26号)."""

    day: date
    start: int
    end: int
    written: bool
    monthless: bool = False


def days_spoken(text: str, today: date) -> list[SpokenDay]:
    """Every day of the text, in order. A bare weekday is the next one from ``today`` on; impossible dates are none."""
    found = [
        SpokenDay(today + timedelta(days=_W["relative"][m[0]]), m.start(), m.end(), written=False)
        for m in _RELATIVE.finditer(text)
    ]
    found += [SpokenDay(_weekday(m, today), m.start(), m.end(), written=False) for m in _WEEKDAY.finditer(text)]
    for match in _WRITTEN.finditer(text):
        if day := _date(_year(match, today.year), int(match[3]), int(match[4])):
            found.append(SpokenDay(day, match.start(), match.end(), written=True))
    written = [each for each in found if each.written]
    for match in _NUMBER_ONLY.finditer(text):
        if any(each.start <= match.start() < each.end or each.day.day == int(match[1]) for each in written):
            continue  # part of a date, or that date again: 「9月25号出的，也是25号」
        if day := _of_number(int(match[1]), today, text, match.end()):
            found.append(SpokenDay(day, match.start(), match.end(), written=True, monthless=True))
    return _without_glosses(sorted(found, key=lambda spoken: spoken.start), text)


def _of_number(number_: int, today: date, text: str, end: int) -> date | None:
    """The day of this month; of the next one that has it where this month's is over and the clause looks ahead."""
    this = _date(today.year, today.month, number_)
    clause, at = clause_around(text, end - 1)
    after = clause[end - at :]
    ahead = after.startswith(tuple(_W["ahead"])) or any(word in after for word in _W["outcomes"])
    if (this and this >= today) or not ahead or any(word in after for word in _W["past"]):
        return this
    return day_in_months(number_, today, today + timedelta(days=MONTHS_AHEAD))


def day_in_months(number_: int, first: date, last: date) -> date | None:
    """The first day with this number in the months that ``first`` to ``last`` touch, not before ``first``."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = (_date(month // 12, month % 12 + 1, number_) for month in months)
    return next((day for day in days if day and day >= first), None)


def _without_glosses(spoken: list[SpokenDay], text: str) -> list[SpokenDay]:
    """「15号星期二」 names one day: a bare weekday right behind a day only says which weekday that is."""
    kept: list[SpokenDay] = []
    for each in spoken:
        glosses = _WEEKDAY.fullmatch(text, each.start, each.end)
        if kept and glosses and not glosses[1] and _BETWEEN.fullmatch(text, kept[-1].end, each.start):
            continue
        kept.append(each)
    return kept


def spoken_day(text: str, today: date) -> date | None:
    """The day on which the asker means to act, or None: not one that has passed, nor that of something else."""
    found = _acting(text, today)
    return found.day if found else None


def names_no_month(text: str, today: date) -> bool:
    """Whether the day on which the asker means to act is told by its number alone: 「26号再交」."""
    found = _acting(text, today)
    return found is not None and found.monthless


@lru_cache(maxsize=DAYS_ONCE)
def _acting(text: str, today: date) -> SpokenDay | None:
    found = [each for each in days_spoken(text, today) if each.day >= today and _acted_on(text, each)]
    relative = [each for each in found if not each.written]
    if not relative and len({each.day for each in found}) > 1:
        return None  # a span, quoted from a notice
    return (relative or found)[0] if found else None


def acting_day(text: str, today: date) -> date:
    """The day to judge by: that on which somebody says they mean to act, else today."""
    return spoken_day(text, today) or today


def _acted_on(text: str, spoken: SpokenDay) -> bool:
    clause, at = clause_around(text, spoken.start)
    before, after = clause[: spoken.start - at], clause[spoken.end - at :]
    return not _of_something_else(before, after) and (not spoken.written or _acts(before, after))


def _acts(before: str, after: str) -> bool:
    if any(after.startswith(word) for word in _W["quoted"]):
        return False
    if any(word in after[:REACH] for word in _W["acts"]):
        return True
    return any(word in before + after for word in _W["outcomes"])


def _of_something_else(before: str, after: str) -> bool:
    clause = before + after
    if any(word in clause for word in _W["past"]):
        return True
    return any(word in clause for word in _W["events"]) and not any(word in after for word in _W["proper_acts"])


def spoken_hour(text: str) -> float | None:
    """The hour of the day, 0 to 24, at which the asker means to do something; None when none is told."""
    found = _HOUR.search(text)
    if found is None:
        return None
    value = number(found[2] or found[4])
    if value is None or value > END:
        return None
    minutes = 30 if found[5] else number(found[3] or found[6] or "0") or 0
    part = found[1] or _part_beside(text, found.start())
    if part in _HOURS["night"] and value == NOON:
        value = END  # the end of that day
    elif (part in _HOURS["late"] and value < NOON) or (part in _HOURS["noon"] and value < NOON - 8):
        value += NOON
    return value + minutes / 60


def _part_beside(text: str, position: int) -> str:
    """The part of the day that the clause of an hour names elsewhere: 「下班都七点了」; "" for none, or for several."""
    clause, _ = clause_around(text, position)
    if any(word in clause for word in (*_HOURS["plain"], *_HOURS["noon"], *_HOURS["mornings"])):
        return ""
    return next((_HOURS["late"][0] for word in _HOURS["evenings"] if word in clause), "")


def moments_blanked(text: str) -> str:
    """The text with every day and hour blanked."""
    for pattern in (_RELATIVE, _WRITTEN, _NUMBER_ONLY, _WEEKDAY, _HOUR):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def dates_in(text: str, year: int) -> list[date]:
    """Every written date; ``year`` is taken where none is written. Impossible dates are passed over."""
    found = (_date(_year(m, year), int(m[3]), int(m[4])) for m in _WRITTEN.finditer(text))
    return [day for day in found if day]


def _year(match: re.Match[str], year: int) -> int:
    if match[1]:
        return int(match[1]) if len(match[1]) == 4 else 2000 + int(match[1])
    return year + int(_W["years"].get(match[2], 0))


def _weekday(match: re.Match[str], today: date) -> date:
    index = WEEKDAYS.index("日" if match[2] == "天" else match[2])
    if match[1]:
        return today + timedelta(days=7 * int(_W["weeks"][match[1]]) - today.weekday() + index)
    return today + timedelta(days=(index - today.weekday()) % 7 or 7)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
