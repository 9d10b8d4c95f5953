"""The first sentence about a window: open, closed or not yet open on the day of asking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policies_kb.answering.windows import window_state
from policies_kb.clauses import split_sentences
from policies_kb.lexers import moments, plain
from policies_kb.model.answer import Statement, WindowState
from policies_kb.model.facts import AnyFact, CutoffFact, WindowFact

from .dates import day, moment
from .voice import Voice

Timed = WindowFact | CutoffFact
Dated = tuple[WindowFact | CutoffFact, WindowState]
OVER = ("closed", "past_year")
MAY = ("open", "last_day", "upcoming")  # said with a yes or no first, where that is asked
FEW = 2  # stages in one breath


def dated(voice: Voice, statement: Statement) -> list[Dated]:
    """Every window that the statement tells of, with how it stands; none where it is not about a window first."""
    if statement.stages:
        return [(f, s) for f, s in zip(statement.facts, statement.stages, strict=True) if isinstance(f, Timed)]
    first = statement.window
    if first is None:
        return []
    rest = (fact for fact in statement.facts[1:] if isinstance(fact, WindowFact))
    found = [(fact, first) for fact in statement.facts[:1] if isinstance(fact, Timed)]
    return [*found, *((fact, window_state(fact, voice.day, first.asked_day)) for fact in rest)]


def lead(voice: Voice, found: Dated, statement: Statement, brief: bool = False) -> str:
    """How one window stands; empty where it has no days. ``brief``: without the day of asking."""
    fact, window = found
    if window.end is None:
        return ""
    words = {
        "stage": called(voice, fact),
        "span": span(fact),
        "start": _first(fact),
        "end": _last(fact),
        "today": "" if brief else voice.say("window_today", today=day(window.day)),
        "left": window.days_left,
    }
    if window.state == "past_year":
        return over(voice, [found], statement)
    name, further = _phrase(fact, window)
    return voice.say(f"window_{name}", **(words | further))


def _phrase(fact: WindowFact | CutoffFact, window: WindowState) -> tuple[str, dict[str, str]]:
    asked, tentative = window.asked_day, isinstance(fact, WindowFact) and fact.tentative
    if window.state == "closed":
        return "may_closed" if window.whether else "closed", {}
    if window.too_late_at is not None and window.state != "upcoming":
        return "hour_late", {}
    if asked and window.start and asked < window.start:
        return "asked_early", {"asked": day(asked)}
    if asked and window.end and asked > window.end:
        return "asked_late", {"asked": day(asked)}
    if asked and window.start != window.end:
        return "asked_open", {"asked": day(asked)}
    if window.whether and window.state in MAY and (window.start != window.end or window.state == "upcoming"):
        return f"may_{window.state}", {}
    if window.start and window.start == window.end:
        return "day_tentative" if tentative else "day", {}
    if window.state == "open" and isinstance(fact, CutoffFact):
        return "cutoff_open", {}
    return window.state, {}


def over(voice: Voice, found: Sequence[Dated], statement: Statement) -> str:
    """One sentence for windows that are all over: which, until when, and whom to ask."""
    notice = voice.notice(statement.notice_id)
    later = voice.followed(notice)
    years = sorted({state.end.year for _, state in found if state.end and state.state == "past_year"})
    stages = "、".join(voice.say("window_over_one", stage=called(voice, f), span=span(f)) for f, _ in found)
    many = len(found) > FEW  # that they are over is said first then, their days after it
    words = {
        "no": voice.say("window_may_no") if any(state.whether for _, state in found) else "",
        "stages": voice.say("window_over_many") if many else stages,
        "dates": voice.say("window_over_dates", stages=stages) if many else "",
        "all": voice.say("window_over_all") if len(found) > 1 else "",
        "round": statement.round or "、".join(f"{year}年" for year in years),
        "today": day(found[0][1].day),
        "phone": notice.contacts[0].phone,
        "later": later.head.round.name if later else "",
    }
    if later:
        return voice.say("window_past_round", **words)
    return voice.say("window_past_year" if years else "window_over", **words)


def schedule(voice: Voice, statement: Statement) -> list[str]:
    """Every stage with how it stands today; one sentence when all of them are over."""
    found = dated(voice, statement)
    if all(state.state in OVER for _, state in found):
        return [over(voice, found, statement)]
    return [
        voice.say("stage", stage=called(voice, fact), span=span(fact)) + voice.say(f"stage_{state.state}")
        if state.end
        else fact.say
        for fact, state in found
    ]


def besides(facts: Sequence[AnyFact], found: Sequence[Dated]) -> list[tuple[AnyFact, str]]:
    """What each fact says besides the days of the windows, which have been said; "" for nothing."""
    own = {fact.id: state for fact, state in found if state.end}
    first = found[0][1]
    return [(fact, _left(fact, own.get(fact.id), first)) for fact in facts]


def _left(fact: AnyFact, own: WindowState | None, first: WindowState) -> str:
    if isinstance(fact, CutoffFact):
        return fact.say  # it says what has to happen until then
    if own:
        return _without_days(fact.say, own, "，")
    return _without_days(fact.say, first, "") if first.start != first.end else fact.say


def _without_days(said: str, window: WindowState, cut: str) -> str:
    """Leaves out the sentences, or the parts of them up to ``cut``, that hold both ends of the window."""
    kept = []
    for whole in split_sentences(said):
        parts = whole.split(cut) if cut else [whole]
        kept.append(cut.join(part for part in parts if not _says_days(part, window)))
    return "".join(kept)


def _says_days(sentence: str, window: WindowState) -> bool:
    found = {(moment.month, moment.day) for moment in moments(plain(sentence))}
    days = [when for when in (window.start, window.end) if when]
    return bool(days) and all((when.month, when.day) in found for when in days)


def called(voice: Voice, fact: WindowFact | CutoffFact) -> str:
    """The stage's name; a cutoff's own word."""
    return voice.base.reference.stages[fact.stage].name if isinstance(fact, WindowFact) else fact.called


def span(fact: WindowFact | CutoffFact) -> str:
    """3月5日至3月30日18:00; the year only where the two ends have different ones."""
    start, end = (fact.start, fact.end) if isinstance(fact, WindowFact) else (None, fact.at)
    if end is None:
        return ""
    if start is None:
        return f"{moment(end)}前"
    if start == end:
        return moment(end)
    years = start.year != end.year
    return f"{moment(start, with_year=years)}至{moment(end, with_year=years)}"


def _first(fact: WindowFact | CutoffFact) -> str:
    return moment(fact.start) if isinstance(fact, WindowFact) and fact.start else ""


def _last(fact: WindowFact | CutoffFact) -> str:
    last: date | None = fact.end if isinstance(fact, WindowFact) else fact.at
    return moment(last) if last else ""
