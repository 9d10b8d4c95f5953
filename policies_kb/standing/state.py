"""How the application of one notice stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policies_kb.answering.windows import window_state
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.answer import WindowState
from policies_kb.model.facts import WindowFact
from policies_kb.scope import timeline

TOPIC = "window_apply"


class State(StrEnum):
    """The application on a day. LATER: the days are still to be announced; UNSTATED: the notice names none."""

    LAST_DAY = "last_day"
    OPEN = "open"
    UPCOMING = "upcoming"
    LATER = "later"
    UNSTATED = "unstated"
    CLOSED = "closed"

    @property
    def runs(self) -> bool:
        """Whether one can apply today."""
        return self in (State.OPEN, State.LAST_DAY)


STATES = {
    "upcoming": State.UPCOMING,
    "open": State.OPEN,
    "last_day": State.LAST_DAY,
    "closed": State.CLOSED,
    "past_year": State.CLOSED,
}
ORDER = tuple(State)


@dataclass(frozen=True)
class Standing:
    """``start``, ``end``: the first and the last day of the application, where the notice states them.

    ``days_left``: until the last day, today being none; None where it is over or not known. ``fact``: what states it.
    """

    notice: Notice
    name: str
    state: State
    start: date | None = None
    end: date | None = None
    days_left: int | None = None
    fact: WindowFact | None = None


def standing_of(base: KnowledgeBase, name: str, day: date) -> Standing:
    """How the application of a notice stands on ``day``, as later notices have changed it by then.

    Of several spans the one that matters: the one that runs, or the next to begin, or the last that ran.
    """
    notice = timeline(base).as_of(base.notices[name], day)
    spans = [(fact, window_state(fact, day)) for fact in notice.cell(TOPIC).facts if isinstance(fact, WindowFact)]
    if not spans:
        return Standing(notice, base.names[name], State.UNSTATED)
    fact, found = min(spans, key=lambda span: _place(span[1], day))
    state = STATES.get(found.state, State.LATER)
    return Standing(notice, base.names[name], state, found.start, found.end, found.days_left, fact)


def _place(found: WindowState, day: date) -> tuple[int, int]:
    """Where a span stands among those of its notice: the one that runs first; of those over the last."""
    state = STATES.get(found.state, State.LATER)
    near = found.start if state is State.UPCOMING else found.end
    rank = 0 if state.runs else ORDER.index(state)
    return rank, abs((near - day).days) if near else 0
