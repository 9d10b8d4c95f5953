"""What one notice says on one topic, as a Statement."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from policies_kb.applying.listed import not_listed
from policies_kb.applying.premise import correction
from policies_kb.loading import Notice
from policies_kb.lookup import Candidate
from policies_kb.model.answer import Citation, Statement, WindowState
from policies_kb.model.facts import AnyFact, CutoffFact, WindowFact
from policies_kb.model.question import Scope

from .selection import left_out, select
from .windows import window_state

# the day and the hour at which the asker means to act; whether no more is asked than whether something may be done;
# whether that day is told without its month
Asked = tuple[date | None, float | None, bool, bool]


def state(
    candidate: Candidate,
    scope: Scope,
    text: str,
    as_of: date,
    asked: Asked,
    specialties: Collection[str] = (),
    beside: Collection[str] = (),
) -> Statement:
    """The statement of ``candidate``'s notice on its topic, for this scope and day, and the specialties asked about.

    ``beside``: the levels or paths that the question sets beside each other.
    """
    notice, topic = candidate.notice, candidate.cell.topic
    if candidate.cell.gathered:
        return _schedule(candidate, as_of)
    facts = select(candidate, scope, specialties, beside, text)
    shut_out = not_listed((fact for fact, _ in candidate.facts), scope)
    if shut_out:
        facts = shut_out[:1]
    if facts:
        return Statement(
            notice.id,
            topic,
            "stated",
            facts=facts,
            citations=cite(notice, facts),
            correction=correction(text, facts, notice.head.year),
            window=_window(facts[0], as_of, asked),
            applied=shut_out[1:] if shut_out else (),
            score=candidate.score,
        )
    asked_for, others = left_out(candidate, scope)
    if asked_for:
        return _of_others(candidate, asked_for, others)
    if candidate.cell.deferred:
        deferral = candidate.cell.deferred[0]
        citation = Citation(notice.id, deferral.clause, deferral.quote)
        return Statement(
            notice.id,
            topic,
            "deferred",
            say=deferral.say,
            document=deferral.document,
            citations=(citation,),
            score=candidate.score,
        )
    silences = candidate.cell.not_stated
    silence = next((entry for entry in silences if entry.say), silences[0] if silences else None)
    return Statement(
        notice.id,
        topic,
        "not_stated",
        say=silence.say if silence else "",
        citations=tuple(Citation.of(notice.id, quote) for quote in silence.quotes) if silence else (),
        score=candidate.score,
    )


def _of_others(candidate: Candidate, asked_for: str, facts: tuple[AnyFact, ...]) -> Statement:
    """The topic is written of, but not for the education or level that was asked about: which are, is said."""
    said = ([str(one.value) for one in fact.education or fact.levels] for fact in facts)
    return Statement(
        candidate.notice.id,
        candidate.cell.topic,
        "not_stated",
        asked_for=asked_for,
        instead=tuple(dict.fromkeys(name for names in said for name in names)),
        citations=cite(candidate.notice, facts),
        score=candidate.score,
    )


def _schedule(candidate: Candidate, as_of: date) -> Statement:
    """Every window of the notice in the order of their days, and how each stands today."""
    facts = [fact for fact in candidate.cell.facts if isinstance(fact, WindowFact | CutoffFact)]
    dated = sorted(((window_state(fact, as_of), fact) for fact in facts), key=lambda pair: _order(pair[0]))
    ordered = tuple(fact for _, fact in dated)
    return Statement(
        candidate.notice.id,
        candidate.cell.topic,
        "stated",
        facts=ordered,
        citations=cite(candidate.notice, ordered),
        stages=tuple(state for state, _ in dated),
        score=candidate.score,
    )


def _order(state: WindowState) -> tuple[date, date]:
    """By the first day, a cutoff by its only one; what is announced later comes last."""
    end = state.end or date.max
    return state.start or end, end


def cite(notice: Notice, facts: tuple[AnyFact, ...]) -> tuple[Citation, ...]:
    """The sources of the facts, each once, in the order of the facts."""
    return tuple(dict.fromkeys(Citation.of(notice.id, quote) for fact in facts for quote in fact.quotes))


def _window(fact: AnyFact, as_of: date, asked: Asked) -> WindowState | None:
    return window_state(fact, as_of, *asked) if isinstance(fact, WindowFact | CutoffFact) else None
