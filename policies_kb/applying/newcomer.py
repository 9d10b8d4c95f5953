"""Papers of several years asked of somebody who is shorter at work: the clause for newcomers comes first."""

from __future__ import annotations

from dataclasses import replace

from policies_kb.eligibility.periods import days_of
from policies_kb.loading import Notice
from policies_kb.model.answer import Citation, Statement
from policies_kb.model.facts import AnyFact, MaterialFact
from policies_kb.reading.quantities import quantities

from .asker import Asker
from .words import table

YEAR = 365.25  # days


def newcomers_first(statement: Statement, notice: Notice, asker: Asker) -> Statement:
    """The statement with what the notice asks of those who are shorter at work than so many years in front.

    The clause says itself for whom else it is (首次申报): it is told, and nothing is judged.
    """
    topic = table("newcomers").get(statement.topic)
    worked = _worked(asker)
    if topic is None or worked is None or statement.kind != "stated" or statement.stages:
        return statement
    own = tuple(fact for fact in notice.cell(topic).facts if _for_less_than(fact, worked))
    others = tuple(fact for fact in statement.facts if fact not in own)
    if not own:
        return statement
    sources = [Citation.of(notice.id, quote) for fact in own for quote in fact.quotes[:1]]
    citations = tuple(dict.fromkeys((*sources, *statement.citations)))
    return replace(statement, facts=(*own, *others), citations=citations)


def _worked(asker: Asker) -> float | None:
    """The years at work that are told, by number or by the first day."""
    start, period = asker.applicant.work_start, asker.applicant.work_period
    if start is None and period:
        start = days_of(period)[0]  # the longest that they may have worked
    if start is not None and start <= asker.today:
        return (asker.today - start).days / YEAR
    return asker.applicant.years


def _for_less_than(fact: AnyFact, worked: float) -> bool:
    """Whether a fact is for those who have worked less than the years that its condition names."""
    if not isinstance(fact, MaterialFact) or fact.silent:
        return False
    limits = [q.value for q in quantities(fact.required_when or "") if q.dimension == "years"]
    return len(limits) == 1 and worked < limits[0]
