"""Dates and durations as people tell them: 去年9月, 2023.9.1, 二零二二年, 一年半, 十一个月, 快两年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field

from policies_kb.model.facts import Strict
from policies_kb.reading.quantities import GRADE, number

DIGITS = dict(zip("零〇o0一二三四五六七八九", "0000123456789", strict=True))
YEARS_AGO = {"今年": 0, "去年": 1, "上年": 1, "前年": 2, "大前年": 3}
OLDEST = 5  # 05年 is a year; below it two digits count
LONGEST = 60  # years
ALMOST = 0.1  # 快两年 is a little less than two years
MORE = 0.2  # 两年多 is a little more

_CN = r"[零一二两俩三仨四五六七八九十]{1,9}"  # bounded, and so are digits: a row of a thousand is no number
_COUNT = rf"(?:\d{{1,9}}(?:\.\d{{1,9}})?|{_CN})"
_YEAR = (
    r"大前年|前年|去年|上年|今年|20\d\d年?(?!\d)|(?<!\d)\d\d年|二[零〇o0][零〇一二三四五六七八九]{2}年?"
    r"|[一二][零〇一二三四五六七八九]年(?=.{0,3}月)"
)
_MONTH = rf"(?:\d{{1,2}}|{_CN})月份?"
_DAY = r"(?:\d{1,2}|廿?[一二三四五六七八九十]{1,9})"
DAY_OF_YEAR = re.compile(
    rf"(?P<year>{_YEAR})[^,，。\d]{{0,5}}?(?P<month>{_MONTH})(?P<day>{_DAY})?(?:号|日)?(?![年个\d])"
)
FIGURES = re.compile(r"(20\d\d|(?<!\d)[012]\d)[-/.](\d{1,2})(?:[-/.](\d{1,2})[日号]?)?(?![-/.\d])")
DAY_ALONE = re.compile(
    rf"(?<![\d年.])(?P<month>{_MONTH})(?P<day>{_DAY})(?:号|日)?(?![年个\d])|(?<![\d.年])(\d{{1,2}})\.(\d{{1,2}})(?:号|日|(?=入职|报到|上班|到岗|进))"
)
# two digits before a grade or in a row of such years name a year, too: 22、23优秀
_BARE = (
    r"(?<![\d.])\d\d(?=(?:[、 和,，]+\d\d(?!\d))*年?\s*(?:都|均|全)?(?:基本|不?合格|优秀|不?称职|连着|三年))"
    r"|(?<!\d)\d\d(?=到\d\d)"
)
YEAR_ALONE = re.compile(rf"(?P<year>{_YEAR}|{_BARE})(?!半|多|零|工龄|教龄|工作|经验)")
LENGTH = re.compile(
    rf"(?P<less>快|将近|不到|小)?(?:(?P<years>{_COUNT})(?:年|周年|个年头|个?整年)(?![级度])"
    rf"(?:(?P<half>半)|(?P<more>多)|[零又过]?(?P<months>{_COUNT})个?月|整)?"
    rf"|(?P<only>{_COUNT})个(?P<halfmonth>半)?多?月|(?P<couple>[俩仨两])月|(?<![上下])(?P<halfyear>半年)|(?P<tens>十|二十|三十|\d0)(?:来|几|多)年)"
    r"(?P<under>不到)?"
)


class _Part(Strict):
    """Words for a part of a year, and the months that it may mean; above 12 they are of the year after."""

    words: tuple[str, ...]
    first: int = Field(ge=1, le=12)
    last: int = Field(ge=1, le=24)
    not_before: str = ""


@lru_cache(maxsize=1)
def _parts() -> tuple[re.Pattern[str], dict[str, tuple[int, int]]]:
    """A year with a part of it (seasons.yml), and the months of each part."""
    data = yaml.safe_load(Path(__file__).with_name("seasons.yml").read_text(encoding="utf-8"))
    parts = [(word, _Part.model_validate(entry)) for entry in data for word in entry["words"]]
    parts.sort(key=lambda part: -len(part[0]))
    said = "|".join(word + (f"(?![{part.not_before}])" if part.not_before else "") for word, part in parts)
    months = {word: (part.first, part.last) for word, part in parts}
    return re.compile(rf"(?P<year>{_YEAR})的?(?P<part>{said})"), months


@dataclass(frozen=True)
class Moment:
    """A span of the text with what it says.

    ``tags``: DATE (a day, year and month with 0 for none, or year with first and last month), YEAR, MD (month and day),
    DUR (years), PTHG (a grade).
    """

    start: int
    end: int
    tags: dict[str, Any]


def moments(text: str, as_of: date, counting: tuple[str, ...]) -> list[Moment]:
    """All of them in reading order. ``counting``: words after which a number of years counts and names none."""
    found: list[Moment] = []
    for moment in _all(text, as_of, counting):
        if all(moment.end <= other.start or moment.start >= other.end for other in found):
            found.append(moment)
    return sorted(found, key=lambda moment: moment.start)


def _all(text: str, as_of: date, counting: tuple[str, ...]) -> Iterator[Moment]:
    """The surest kinds first."""
    for m in DAY_OF_YEAR.finditer(text):
        when = _day(_year(m["year"], as_of), number(m["month"].rstrip("月份")), _number_of_day(m["day"]))
        if when:
            yield Moment(*m.span(), {"DATE": when, "YEAR": _year(m["year"], as_of)})
    for m in FIGURES.finditer(text):
        if m[3] or len(m[1]) == 4:
            when = _day(_year(m[1], as_of), float(m[2]), float(m[3]) if m[3] else None)
            if when:
                yield Moment(*m.span(), {"DATE": when, "YEAR": _year(m[1], as_of)})
    for m in GRADE.finditer(text):
        first = {"1": "一", "2": "二", "3": "三"}.get(m[1], m[1])
        yield Moment(*m.span(), {"PTHG": f"{first}级{m[2]}等"})
    for m in DAY_ALONE.finditer(text):
        month, day = (
            (number(m["month"].rstrip("月份")), _number_of_day(m["day"])) if m["month"] else (float(m[3]), float(m[4]))
        )
        if month and day and month <= 12 and day <= 31:
            yield Moment(*m.span(), {"MD": (int(month), int(day))})
    for m in _parts()[0].finditer(text):
        year, months = _year(m["year"], as_of), _parts()[1][m["part"]]
        if year:
            yield Moment(*m.span(), {"DATE": (year, *months), "YEAR": year})
    for m in YEAR_ALONE.finditer(text):
        year = _year(m["year"], as_of)
        if year and not text[: m.start()].endswith(counting) and not (m.end() < len(text) and text[m.end()] == "了"):
            yield Moment(*m.span(), {"DATE": (year, 0), "YEAR": year})
    for m in LENGTH.finditer(text):
        years = _length(m)
        if 0 < years < LONGEST:
            yield Moment(*m.span(), {"DUR": years})


def _length(m: re.Match[str]) -> float:
    if m["years"]:
        years = number(m["years"]) or 0
        years += 0.5 if m["half"] else MORE if m["more"] else (number(m["months"]) or 0) / 12 if m["months"] else 0
    elif months := m["only"] or m["couple"]:
        years = ((number(months) or 0) + (0.5 if m["halfmonth"] else 0)) / 12
    else:
        years = 0.5 if m["halfyear"] else number(m["tens"]) or 0
    less = (m["less"] and m["less"] != "小") or m["under"]
    return round(years - (ALMOST if less else 0), 3)


def _year(said: str, as_of: date) -> int | None:
    if said in YEARS_AGO:
        return as_of.year - YEARS_AGO[said]
    digits = "".join(DIGITS.get(char, char) for char in said.rstrip("年"))
    value = int(digits) if digits.isdigit() else -1
    if OLDEST <= value <= as_of.year % 100:
        value += as_of.year // 100 * 100
    return value if as_of.year - LONGEST <= value <= as_of.year + LONGEST else None


def _number_of_day(said: str | None) -> float | None:
    return number(said.replace("廿", "二十")) if said else None


def _day(year: int | None, month: float | None, day: float | None) -> date | tuple[int, int] | None:
    if not year or not month or not 1 <= month <= 12:
        return None
    try:
        return date(year, int(month), int(day)) if day else (year, int(month))
    except ValueError:
        return None
