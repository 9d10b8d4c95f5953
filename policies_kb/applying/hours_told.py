"""Hours of learning as people tell them: which subject, how many, of which year: 「23年公需30专业60，24年公需才20」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies_kb.reading.clauses import clauses
from policies_kb.reading.quantities import number, quantities

from .words import has, words

LEAST_IN_WORDS = 10  # a bare numeral below it is a word: 一共, 一门, 两个
CENTURY = 100
# 23、24年 names years only; 第一年 and 去年 as well
_YEARS = re.compile(
    r"(?<![\d.])((?:20)?[12]\d年?[、和与到至~—–-]{1,2})*(?P<year>(?:20)?[12]\d)年(?!级|前|内)"
    r"|(?P<other>第[一二三四五]年|大前年|前年|去年|今年)"
)
_NUMBER = re.compile(
    r"(?<![\d.])(?P<digits>\d{1,4}(?:\.\d)?|[零一二两三四五六七八九十百]+)"
    r"(?P<unit>个?(?:课时|学时))?(?![\d.年月日号级人名位次回份天周岁张门个点时楼室元块%科])"
)


@dataclass(frozen=True)
class HoursTold:
    """Hours of one subject; ``year`` as it is said, "" where none is."""

    subject: str
    hours: float
    year: str = ""


def hours_told(text: str, subjects: Sequence[str]) -> list[HoursTold] | None:
    """All hours told of the subjects, in order; None where one of them cannot be read for sure.

    A subject named without a number, a number that is of no subject, two numbers for one subject and year, hours of
    several years in one sum, and what was not learnt are such.
    """
    found: list[HoursTold] = []
    before: set[str] = set()  # the subjects of the clause before
    year = ""
    for clause in clauses(_joined(text)):
        read = _clause(clause, subjects, before, year)
        if read is None:
            return None
        of_clause, year, named = read
        found += of_clause
        before = named or before
    told = [(each.subject, each.year) for each in found]
    return found if len(set(told)) == len(told) else None


def _joined(text: str) -> str:
    """The text with years that are listed in one piece, so that no pause tears them apart."""
    return _YEARS.sub(lambda m: m[0] if m[0] == _last_of(m) else "每年", text)


def _last_of(match: re.Match[str]) -> str:
    return match["other"] or f"{match['year']}年"


def _clause(
    clause: str, subjects: Sequence[str], before: set[str], year: str
) -> tuple[list[HoursTold], str, set[str]] | None:
    """The hours of one clause, the year that it ends with, and the subjects that it names."""
    years = [(m.start(), "year", _called(m)) for m in _YEARS.finditer(clause)]
    blanked = _YEARS.sub(lambda m: " " * len(m[0]), clause)
    numbers = [(m.start(), "hours", m) for m in _NUMBER.finditer(blanked) if _is_hours(m)]
    named = [(m.start(), "subject", each) for each in subjects for m in re.finditer(re.escape(each), clause)]
    if not numbers:
        unread = has(clause, words("not_learnt")) or (named and not _asks_only(clause))
        return None if unread else ([], years[-1][2] if years else year, set())
    if _in_one_sum(blanked) or (not named and (len(before) != 1 or not years)):
        return None
    if not years and has(clause, words("each_year")):
        year = ""  # 「专业都是60」: of every year, and not of the one told last
    marks = sorted([*years, *named, *numbers], key=lambda mark: mark[0])
    if named and numbers[0][0] < named[0][0]:
        marks = _turned(marks)
    subject = next(iter(before)) if not named else ""
    found: list[HoursTold] = []
    waiting = fresh = False
    for _, kind, value in marks:
        if kind == "year":
            year, fresh = str(value), True
        elif kind == "subject":
            if waiting:
                return None
            subject, waiting = str(value), True
        elif not subject or not isinstance(value, re.Match):
            return None
        else:
            found.append(HoursTold(subject, number(value["digits"]) or 0.0, year))
            waiting = fresh = False
    return None if waiting or fresh else (found, year, {each.subject for each in found})


def _turned(marks: list[tuple[int, str, object]]) -> list[tuple[int, str, object]]:
    """「30课时公需和60课时专业」: every number before its subject; left as it is where they do not take turns."""
    pairs = [mark for mark in marks if mark[1] != "year"]
    kinds = [kind for _, kind, _ in pairs]
    if kinds != ["hours", "subject"] * (len(kinds) // 2):
        return marks
    turned = {pairs[at][0]: pairs[at ^ 1] for at in range(len(pairs))}
    return [turned.get(mark[0], mark) for mark in marks]


def _called(match: re.Match[str]) -> str:
    if match["other"]:
        return str(match["other"])
    year = int(match["year"])
    return f"{year + 2000 if year < CENTURY else year}年"


def _is_hours(match: re.Match[str]) -> bool:
    value = number(match["digits"])
    return value is not None and bool(match["unit"] or match["digits"][0].isdigit() or value >= LEAST_IN_WORDS)


def _in_one_sum(clause: str) -> bool:
    """「两年公需一共60」: what falls on each year is not told."""
    several = any(q.dimension == "years" and q.value > 1 for q in quantities(clause))
    return several and not has(clause, words("each_year"))


def _asks_only(clause: str) -> bool:
    """A clause that names a subject and tells nothing of it: 「公需够不够」."""
    return has(clause, words("subjects", "asked_only"))
