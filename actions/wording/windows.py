"""The first sentence about a window: open, closed or not yet open on the day of asking."""

from __future__ import annotations

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import CutoffFact, WindowFact
from policies_kb.reference import Reference

from .dates import day, moment
from .phrasebook import Phrasebook


def schedule(say: Phrasebook, statement: Statement) -> list[str]:
    """Every stage with how it stands today."""
    return [
        fact.say + say(f"stage_{state.state}") for fact, state in zip(statement.facts, statement.stages, strict=True)
    ]


def lead(say: Phrasebook, statement: Statement, phone: str, reference: Reference, later: Notice | None = None) -> str:
    """The sentence; empty when the statement has no window. ``later``: the notice that has followed since."""
    window = statement.window
    fact = statement.facts[0] if statement.facts else None
    if window is None or not isinstance(fact, WindowFact | CutoffFact):
        return ""
    stage = reference.stages[fact.stage].name if isinstance(fact, WindowFact) else fact.called
    last = fact.end if isinstance(fact, WindowFact) else fact.at
    end = moment(last) if last else ""
    if window.state == "announced_later":
        return say("window_announced_later", stage=stage)
    if window.state == "past_year" and window.end and later:
        return say("window_past_round", round=statement.round, stage=stage, end=end, later=later.head.round.name)
    if window.state == "past_year" and window.end:
        return say("window_past_year", stage=stage, end=end, year=window.end.year, phone=phone)
    if window.too_late_at is not None and window.state not in ("closed", "upcoming"):
        return say("window_hour_late", end=end)
    asked = window.asked_day
    if asked and window.end and window.state not in ("closed",):
        if window.start and asked < window.start:
            return say("window_asked_early", asked=day(asked), start=day(window.start))
        if asked > window.end:
            return say("window_asked_late", asked=day(asked), end=end)
        return say("window_asked_open", asked=day(asked))
    today = day(window.day)
    if window.start and window.start == window.end and window.state in ("upcoming", "open", "last_day"):
        tentative = isinstance(fact, WindowFact) and fact.tentative
        return say(
            "window_day_tentative" if tentative else "window_day",
            stage=stage,
            start=day(window.start),
            today=today,
        )
    if window.state == "upcoming" and window.start:
        return say("window_upcoming", stage=stage, start=day(window.start), end=end)
    if window.state == "closed":
        return say("window_closed", stage=stage, end=end, today=today)
    if window.state == "last_day":
        return say("window_last_day", stage=stage, today=today)
    if isinstance(fact, CutoffFact):
        return say("window_cutoff_open", end=end, today=today)
    return say("window_open", stage=stage, end=end, today=today, left=window.days_left)
