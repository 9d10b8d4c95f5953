"""Assessments and service at the grass roots."""

from __future__ import annotations

from datetime import date
from itertools import groupby, takewhile

from .order import in_order, up_to_now
from .places import BAD, LATEST, YEAR, Mark, marks, missed
from .story import Found, Story, only
from .tokens import Token

BEST = "优秀"
EVERY_YEAR = 3  # 都合格: as many years as any notice looks at


def assessments(story: Story, as_of: date, *, asked: bool = False) -> Found | None:
    """Most recent first; an empty list when there has been none; None when nothing is told, or not which year."""
    told = marks(story, asked=asked)
    if not told:
        return _none_yet(story, asked)
    grades = [mark.grade for mark in told]
    words = tuple(dict.fromkeys(mark.token for mark in told))
    places = {mark.place.kind for mark in told if mark.place}
    dated = [mark for mark in told if mark.place and mark.place.kind == YEAR]
    if all(mark.place for mark in told) and (len(told) > 1 or dated or _latest_year(told[0])):
        ordered = in_order(story, told, as_of)
        sure = up_to_now(told, as_of) or not BAD & set(grades)  # which of the years that count is it
        return Found(ordered, words, sure) if ordered else None
    if dated and places == {YEAR} and (len(dated) > 1 or len(set(grades)) > 1):
        by_year = sorted(dated, key=lambda mark: -(mark.place.number or 0) if mark.place else 0)
        dated_grades = [mark.grade for mark in by_year]
        return Found(dated_grades, words) if set(grades) <= set(dated_grades) and not BAD & set(grades) else None
    if len(set(grades)) > 1:
        together = not BAD & set(grades) and len({token.clause for token in words}) == 1  # no order makes a difference
        return Found(grades, words) if together or asked or story.all("FROMLATEST") else None
    every = any(token.clause == mark.token.clause for token in story.all("ALL") for mark in told)
    if grades[0] in BAD and not every and not asked:
        return None  # one bad year, but which
    return Found(grades[:1] * (_years_graded(story, told) if every else 1), words)


def _latest_year(mark: Mark) -> bool:
    """「最近一年基本合格」."""
    return mark.place is not None and (mark.place.kind, mark.place.number) == (LATEST, 1)


def _years_graded(story: Story, told: list[Mark]) -> int:
    """「两年都优秀」: as many as are told beside the grade, else as many as any notice looks at."""
    clauses = {mark.token.clause for mark in told}
    lengths = [
        event.length
        for event in (*story.own("assessed"), *story.own("served"))
        if event.length and event.token.clause in clauses
    ]
    return int(lengths[0]) if lengths and lengths[0] >= 1 else EVERY_YEAR


def _none_yet(story: Story, asked: bool) -> Found | None:
    for token in story.tokens:
        if token.plays("ASSESS") == "lacking" and (asked or story.tells(token)):
            return Found([], (token,))
    return None


def years_as_told(years: float) -> float:
    """Whole years as a whole number."""
    return int(years) if years == int(years) else years


def service(story: Story, as_of: date, *, asked: bool = False) -> dict[str, Found]:
    """Unbroken years served after the title, and whether each of them was assessed best."""
    found: dict[str, Found] = {}
    if not asked and not story.all("SERVE"):
        return found
    grades = story.all("GRADE")
    best = [token for token in grades if token.tags["GRADE"] == BEST]
    after = [event for event in story.own("aftertitle") if event.length]
    lengths = after or [*story.own("served"), *story.own("unbroken")] or (story.own("assessed") if best else [])
    told = only([event for event in lengths if event.length], lambda event: event.length)
    if told and (after or not story.all("BREAK")):
        found["grassroots_years"] = Found(years_as_told(told.length), (told.token,))
    others = [token for token in grades if token.tags["GRADE"] != BEST]
    clauses = {token.clause for token in best}
    every = [token for token in story.all("ALL", "UNINT", "DUR") if token.clause in clauses]
    if best and not others and every:
        lacking = any(story.negated(token, 4) or missed(story, token) for token in best)
        found["grassroots_excellent"] = Found(not lacking, (*every, *best))
    elif best and others and any(token.text in ("有", "一年") or token.tags.get("DUR") == 1 for token in story.tokens):
        found |= _unlike_years(story, as_of, (*best, *others), asked=asked)
    return found


def _unlike_years(story: Story, as_of: date, words: tuple[Token, ...], *, asked: bool) -> dict[str, Found]:
    """Not every year was best: of service without a break those last years count that were.

    「驻了四年，头一年合格，后三年优秀」 are three years, each of them best.
    """
    told = marks(story, asked=asked)
    ordered = in_order(story, told, as_of) or []
    last = len(list(takewhile(lambda grade: grade == BEST, ordered)))
    if last >= EVERY_YEAR and not story.all("BREAK"):
        return {"grassroots_years": Found(last, words), "grassroots_excellent": Found(True, words)}
    runs = [len(list(run)) for grade, run in groupby(ordered) if grade == BEST]
    if max(runs, default=0) >= EVERY_YEAR:
        return {}  # as many years were best, and not the last ones
    return {"grassroots_excellent": Found(False, words)}
