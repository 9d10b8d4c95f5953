"""From a ranked entry to a result that can be read out: texts as printed, facts and states as of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policies_kb.clauses import ClauseTree
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.facts import APPLY, WindowFact, day_of
from policies_kb.scope import standing, timeline

from .entries import titles
from .matter import Matter
from .model import Fact, Result, RoundState
from .ranking import Ranked
from .snippets import highlights, snippet
from .units import Unit


def result(ranked: Ranked, base: KnowledgeBase, day: date, units: Sequence[Unit]) -> Result:
    """The result; a fact that a later notice has changed by the day is told as changed."""
    matter = ranked.matter
    printed = base.notices[matter.notice_id]
    notice = timeline(base).as_of(printed, day)
    return Result(
        base.release,
        notice.id,
        base.names[notice.id],
        matter.clause,
        titles(printed.tree, matter.clause),
        snippet(_own_text(printed.tree, matter.clause), units),
        _fact(ranked, notice, units),
        state(notice, base, day),
        ranked.score,
    )


def state(notice: Notice, base: KnowledgeBase, day: date) -> RoundState:
    """How the notice's round stands on the day."""
    ends = [
        day_of(fact.end)
        for fact in notice.record.facts
        if isinstance(fact, WindowFact) and fact.stage == APPLY and fact.start and fact.end
        if day_of(fact.start) <= day <= day_of(fact.end)
    ]
    newer = not notice.head.amends and timeline(base).followed(notice, day) is not None
    left = (min(ends) - day).days if ends else None
    return RoundState(notice.head.round.name, standing(notice, day), left, newer)


def _own_text(tree: ClauseTree, clause_id: str) -> str:
    """The clause's text; of one that prints nothing but its heading, what is printed below it."""
    clause = tree.clauses[clause_id]
    bare = clause.text.strip() == (clause.heading or "") and clause.children
    return clause.full_text if bare else clause.text


def _fact(ranked: Ranked, notice: Notice, units: Sequence[Unit]) -> Fact | None:
    if ranked.point is None:
        return None
    wanted = ranked.point.fact
    for fact in notice.record.facts:
        if fact.id == wanted and _of_clause(fact.quotes, ranked.matter, notice):
            return Fact(fact.id, fact.say, highlights(fact.say, units))
    same = [fact for fact in notice.record.facts if fact.id == wanted]
    return Fact(same[0].id, same[0].say, highlights(same[0].say, units)) if same else None


def _of_clause(quotes: Sequence[object], matter: Matter, notice: Notice) -> bool:
    return any(getattr(quote, "clause", "") == matter.clause for quote in quotes)
