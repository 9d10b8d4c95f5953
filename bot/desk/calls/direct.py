"""The direct answer to what stands in the box: for the same words, place and day the same, whatever came before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.knowledge import answerer
from actions.wording import Composer
from actions.wording.aloud import aloud
from policies_kb.answering.windows import window_state
from policies_kb.choosing import Understood, in_use, understand
from policies_kb.dialogue import FACTS, UNDERSTANDING, Frame, Message, Turn, run
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.answer import Status
from policies_kb.model.facts import WindowFact
from policies_kb.model.question import Scope
from policies_kb.scope import timeline

from .cards import Card

SILENT = frozenset({Status.NOT_STATED, Status.DEFERRED, Status.NO_NOTICE})
STATES = {
    "upcoming": "还没开始",
    "open": "正在申报",
    "last_day": "今天最后一天",
    "closed": "已经结束",
    "past_year": "已经结束",
}


@dataclass(frozen=True)
class Source:
    """A verbatim piece of a notice, with its clause and the notice's name."""

    notice_id: str
    name: str
    clause: str
    quote: str


@dataclass(frozen=True)
class Standing:
    """How a notice stands on the day asked about: its state in words, and the days left while it is open."""

    name: str
    state: str
    until: date | None
    days_left: int | None


@dataclass(frozen=True)
class Direct:
    """``aloud``: one sentence to read out; ``rest``: what else is said; ``line``: the line of sources;
    ``notices``: those it speaks from, none while it asks back."""

    aloud: str
    rest: tuple[str, ...]
    line: str
    sources: tuple[Source, ...]
    standings: tuple[Standing, ...]
    status: str
    asked_back: bool
    silent: bool
    named: Scope
    notices: tuple[str, ...] = ()


def direct(text: str, card: Card, day: date) -> Direct:
    """Answers for the place and series of the card; what the words name themselves goes before."""
    brain = answerer()
    reading = brain.reader.read(text)
    frame = Frame.from_slot(None).with_case(scope=card.scope.as_dict(), told=dict(card.told))
    understood: Understood | None = understand(in_use(), brain.reader, reading)
    turn = run((*UNDERSTANDING, *FACTS), Turn(brain, Message(text, day, understood=understood), frame, reading))
    answer = turn.answer
    assert answer is not None
    reply = Composer(brain.base, day).compose(answer, turn.whole)
    lines = [line for line in reply.text.removesuffix(reply.source).split("\n") if line]
    first, rest = aloud(lines)
    cited = tuple(
        Source(c["notice_id"], brain.base.names[c["notice_id"]], c["clause"], c["quote"])
        for c in reply.custom.get("citations", ())
    )
    return Direct(
        aloud=first,
        rest=rest,
        line=reply.source,
        sources=cited,
        standings=tuple(standing(brain.base, name, day) for name in answer.notices),
        status=answer.status.value,
        asked_back=answer.status is Status.CLARIFY,
        silent=answer.status in SILENT,
        named=turn.named,
        notices=() if answer.status is Status.CLARIFY else answer.notices,
    )


def standing(base: KnowledgeBase, name: str, day: date) -> Standing:
    """How the application of a notice stands on ``day``."""
    notice: Notice = timeline(base).as_of(base.notices[name], day)
    windows = [fact for fact in notice.cell("window_apply").facts if isinstance(fact, WindowFact)]
    if not windows:
        return Standing(base.names[name], "通知没有写申报时间", None, None)
    state = window_state(windows[0], day)
    return Standing(base.names[name], STATES.get(state.state, "时间另行通知"), state.end, state.days_left)
