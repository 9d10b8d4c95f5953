"""Grades that are told of places put in their order, the most recent first; what cannot be put in order stays open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .places import BAD, EARLIER, EARLIEST, LATEST, NTH, REST, YEAR, Mark, Place
from .story import Story

REST_YEARS = 2  # 其他都合格: as many further years as any notice looks at
Segment = tuple[str, int, bool]  # the grade, of how many years, and whether that number is told


def in_order(story: Story, marks: Sequence[Mark], as_of: date) -> list[str] | None:
    """One grade a year; None where the places leave open which year a grade below 合格 was given in."""
    told: dict[str, list[tuple[Place, Mark]]] = {}
    for mark in marks:
        if mark.place is None:
            return None
        told.setdefault(mark.place.kind, []).append((mark.place, mark))
    numbered = _numbered(told)
    years = {place.number or 0: mark.grade for place, mark in told.get(YEAR, [])}
    single = {kind: told.get(kind, []) for kind in (LATEST, EARLIER, REST)}
    if any(len(found) > 1 for found in single.values()) or (numbered and years):
        return None
    latest, earlier, rest = ([_segment(story, *pair) for pair in found] for found in single.values())
    if rest and years and not latest and not earlier:
        return _filled(years, rest[0], _last_graded(as_of, years))
    middle, whole = _one_by_one(years or numbered)
    if years and latest:
        latest = [_since(latest[0], _last_graded(as_of, years) - max(years))]
    # the rest are the years on the side that nobody spoke of
    newer = rest if (numbered or earlier) and not latest else []
    older = [] if newer else rest
    return _joined([*newer, *latest], middle, [*earlier, *older], whole=whole)


def _numbered(told: dict[str, list[tuple[Place, Mark]]]) -> dict[int, str]:
    """The grades of the first, the second year …: 头两年 are the first two, 第三年 is one, 前两年 before it are two."""
    found = {place.number or 1: mark.grade for place, mark in told.get(NTH, [])}
    for place, mark in told.get(EARLIEST, []):
        found |= dict.fromkeys(range(1, (place.number or 1) + 1), mark.grade)
    first = told.get(EARLIER, [])
    if found and len(first) == 1 and first[0][0].number == min(found) - 1:
        found |= dict.fromkeys(range(1, min(found)), first[0][1].grade)
        told.pop(EARLIER)
    return found


def _segment(story: Story, place: Place, mark: Mark) -> Segment:
    if place.number:
        return mark.grade, place.number, True
    every = any(token.clause == mark.token.clause for token in story.all("ALL"))
    return mark.grade, REST_YEARS if every or mark.grade not in BAD else 1, False


def up_to_now(marks: Sequence[Mark], as_of: date) -> bool:
    """Whether the last year that is graded is told, where years are told by their number."""
    years = [mark.place.number or 0 for mark in marks if mark.place and mark.place.kind == YEAR]
    return len(years) < len(marks) or max(years, default=as_of.year) >= as_of.year - 1


def _since(latest: Segment, years: int) -> Segment:
    """The years after a dated one: as many as have been graded, where their number is not told or is the same."""
    grade, count, told = latest
    return (grade, count, count == years) if told else (grade, years, True)


def _last_graded(as_of: date, years: dict[int, str]) -> int:
    """A year is graded when it is over."""
    return max(as_of.year - 1, *years)


def _one_by_one(grades: dict[int, str]) -> tuple[list[str], bool]:
    """Single years, the last one first, and whether none of those between them is missing."""
    ordered = sorted(grades, reverse=True)
    return [grades[year] for year in ordered], not ordered or ordered[0] - ordered[-1] == len(ordered) - 1


def _filled(years: dict[int, str], rest: Segment, last: int) -> list[str] | None:
    """「21年基本合格 其他两年合格」: each year told at its place, and the rest around them."""
    grade, count, told = rest
    places = {last - year: known for year, known in years.items()}
    size = max(len(years) + count, 0 if told else max(places) + 1)
    if max(places) >= size:  # with so few others it is not told which years are graded
        found = [*_one_by_one(years)[0], *[grade] * count]
        return None if BAD & set(found) else found
    return [places.get(index, grade) for index in range(size)]


def _joined(newer: list[Segment], middle: list[str], older: list[Segment], *, whole: bool) -> list[str] | None:
    """All of them; None where a grade below 合格 stands behind a number of years that is not told."""
    found: list[str] = []
    sure = True
    for grade, count, told in newer:
        if grade in BAD and not sure:
            return None
        found += [grade] * count
        sure = sure and told
    if BAD & set(middle) and not (sure and whole):
        return None
    found += middle
    for grade, count, told in older:
        if grade in BAD and not (sure and whole):
            return None
        found += [grade] * count
        sure = sure and told
    return found
