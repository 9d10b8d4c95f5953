"""How long somebody has worked: the day, month or year they began, or a number of years."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..periods import period_of
from .events import Event
from .story import Found, Story, only
from .tokens import Token

SAME_YEAR, JUST = ("同年", "当年"), ("刚", "才")
APART = ("later", "earlier")  # roles of a time between two beginnings
ALMOST = 0.1  # 快满两年 is a little less than two years
STRETCHES = 2  # told one after the other, they are service that was broken off


def working_time(story: Story, as_of: date) -> dict[str, Found]:
    """``work_start``, ``work_period``, ``years``, or what surely counts and the most that may; none where it is open.

    With several employers, or service that was broken off, the last stretch surely counts, and all of them at most.
    """
    starts = story.own("start")
    lengths = [*story.own("work"), *story.own("ago")]
    if not story.all("SERVE"):
        lengths += story.own("unbroken")
    if (left := _left_to_go(story)) is not None:
        return left
    stretches = story.own("work")
    if len(stretches) >= STRETCHES and not starts and (_several_employers(story) or _broken(story)):
        return _stretches(story, stretches)
    if _several_employers(story) and (len(starts) + len(lengths) != 1 or lengths):
        return {}
    days = [
        Found(event.when, (event.token,)) for event in starts if isinstance(event.when, date) and event.when <= as_of
    ]
    partial = [event for event in starts if isinstance(event.when, tuple)]
    if not days and not partial:
        days = [found for event in story.own("day") if (found := _day_without_year(story, event, as_of))]
    if not days and partial and (day := _day_beside(story, partial, as_of)):
        days = [day]
    if days:
        start = only(days, lambda found: found.value)
        return {"work_start": Found(start.value.isoformat(), start.words)} if start else {}
    nearly = story.own("nearly")
    if nearly and not days and not partial and not lengths:
        goal = only(nearly, lambda event: event.length)
        return {"years": Found(round(goal.length - ALMOST, 3), (goal.token,))} if goal else {}
    told = only(lengths, lambda event: event.length)
    if partial and (told is None or not lengths):
        if len({event.when for event in partial}) == 1 and not lengths:
            return since(partial[0].token, partial[0].when, as_of)
        return {}
    return {"years": Found(told.length, (told.token,))} if told else {}


def apart(story: Story) -> float | None:
    """How many years later (earlier: below 0) than the one told of before they began: 「比我晚来一个月」."""
    told: Event | None = only([e for kind in APART for e in story.own(kind)], lambda event: (event.kind, event.length))
    if told is None or told.length is None:
        return None
    return told.length if told.kind == APART[0] else -told.length


def since(token: Token, when: object, as_of: date) -> dict[str, Found]:
    """The span in which they began, and of a month how long ago; on the anniversary only the day can tell."""
    if not isinstance(when, tuple) or (when[0], when[1]) > (as_of.year, as_of.month):
        return {}
    year, month, *to = when
    found = {"work_period": Found(period_of(when), (token,))}
    if to:
        return found
    months = (as_of.year - year) * 12 + as_of.month - month
    if month and months % 12:
        found["years"] = Found(round(months / 12, 3), (token,))
    return found


def _left_to_go(story: Story) -> dict[str, Found] | None:
    """「还差两个月满一年」: what is missing from the whole; None where nothing is said to be missing."""
    goals, missing = story.own("goal"), story.own("future")
    goal, rest = only(goals, lambda event: event.length), only(missing, lambda event: event.length)
    if not goal or not rest or rest.length >= goal.length:
        return None
    return {"years": Found(round(goal.length - rest.length, 3), (rest.token, goal.token))}


def _broken(story: Story) -> bool:
    return bool(story.all("BREAK"))


def _stretches(story: Story, stretches: Iterable[Event]) -> dict[str, Found]:
    told = [event for event in stretches if event.length]
    last = told[-1]
    if any(token.index > last.token.index for token in story.all("LEAVE", "MOVE", "OFFDUTY")):
        return {}  # they are not there any more
    if story.all("OTHERWORK"):
        return {}  # some of it was no professional work
    total = round(sum(event.length or 0 for event in told), 3)
    words = (last.token,)
    return {"years_least": Found(last.length, words), "years_most": Found(total, tuple(event.token for event in told))}


def _several_employers(story: Story) -> bool:
    if story.all("MOVE", "LEAVE"):
        return True
    earlier = [token for token in story.all("FORMER") if token.text not in SAME_YEAR]
    return any(story.near(token, label, 0) for token in earlier for label in ("WORK", "START", "GO"))


def _day_without_year(story: Story, event: Event, as_of: date) -> Found | None:
    """A day beside a start whose year stands just before it, or that is said to be just gone."""
    token = event.token
    before, after = story.tokens[max(0, token.index - 6) : token.index], story.tokens[token.index + 1 : token.index + 5]
    if not any({"START", "GO"} & set(other.tags) for other in after):
        return None
    same = any(other.text in SAME_YEAR for other in before)
    named = _last_year(story.tokens[: token.index] if same else before)
    just = any(other.text in JUST for other in (*before, *after))
    if named is None and not just:
        return None
    try:
        return Found(date(named or as_of.year, *event.value), (token,))
    except ValueError:
        return None


def _day_beside(story: Story, years: list[Event], as_of: date) -> Found | None:
    """「今年才进的站，3月15号」: a day that is a clause of its own, after the year of the start."""
    year = only(years, lambda event: event.when)
    if year is None or not isinstance(year.when, tuple) or (len(year.when) == 2 and year.when[1]):
        return None
    alone = [
        event
        for event in story.own("day")
        if event.token.clause == year.token.clause + 1
        and all(t is event.token or t.pause for t in story.tokens if t.clause == event.token.clause)
    ]
    if len(alone) != 1:
        return None
    try:
        day = date(year.when[0], *alone[0].value)
    except ValueError:
        return None
    return Found(day, (year.token, alone[0].token)) if day <= as_of else None


def _last_year(tokens: list[Token]) -> int | None:
    return next((token.tags["YEAR"] for token in reversed(tokens) if "YEAR" in token.tags), None)
