"""How long somebody has worked: the day they began, or a number of years."""

from __future__ import annotations

from datetime import date

from .events import Event
from .story import Found, Story, only
from .tokens import Token

SAME_YEAR, JUST = ("同年", "当年"), ("刚", "才")


def working_time(story: Story, as_of: date) -> dict[str, Found]:
    """``work_start`` or ``years``; neither where several employers or two readings leave open which years count."""
    starts = story.own("start")
    lengths = [*story.own("work"), *story.own("ago")]
    if not story.all("SERVE"):
        lengths += story.own("unbroken")
    if _several_employers(story) and (len(starts) + len(lengths) != 1 or lengths):
        return {}
    days = [
        Found(event.when, (event.token,)) for event in starts if isinstance(event.when, date) and event.when <= as_of
    ]
    partial = [event for event in starts if isinstance(event.when, tuple)]
    if not days and not partial:
        days = [found for event in story.own("day") if (found := _day_without_year(story, event, as_of))]
    if days:
        start = only(days, lambda found: found.value)
        return {"work_start": Found(start.value.isoformat(), start.words)} if start else {}
    months = [event for event in partial if isinstance(event.when, tuple) and event.when[1]]
    if months and not lengths and len({event.when for event in months}) == 1:
        return _since_month(months[0], as_of)
    told = only(lengths, lambda event: event.length)
    return {"years": Found(told.length, (told.token,))} if told else {}


def _several_employers(story: Story) -> bool:
    if story.all("MOVE", "LEAVE"):
        return True
    earlier = [token for token in story.all("FORMER") if token.text not in SAME_YEAR]
    return any(story.near(token, label, 0) for token in earlier for label in ("WORK", "START", "GO"))


def _since_month(event: Event, as_of: date) -> dict[str, Found]:
    """Months since a month of a year; within the month of the anniversary only the day can tell."""
    assert isinstance(event.when, tuple)
    months = (as_of.year - event.when[0]) * 12 + as_of.month - event.when[1]
    return {"years": Found(round(months / 12, 3), (event.token,))} if months > 0 and months % 12 else {}


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


def _last_year(tokens: list[Token]) -> int | None:
    return next((token.tags["YEAR"] for token in reversed(tokens) if "YEAR" in token.tags), None)
