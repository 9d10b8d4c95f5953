"""Penalties that run from the year after the application: the years by name, and the first that is free again."""

from __future__ import annotations

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import PenaltyFact

from .asker import Asker
from .found import Found, found
from .words import asks, beside


def barred_until(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """The years in which nobody who is penalised may apply, counted from the notice's own year."""
    if not beside("barred", statement.topic) or not asks("until_year", asker.text):
        return None
    rules = [
        fact
        for fact in notice.record.facts
        if isinstance(fact, PenaltyFact) and fact.starts == "next_year" and asker.bound_by(fact) is not False
    ]
    others = {wish.year for wish in asker.scope.rounds if wish.year} - {notice.head.year}
    if len({rule.years for rule in rules}) != 1 or others:
        return None
    year, rule = notice.head.year, rules[0]
    named = "、".join(f"{year + after}年" for after in range(1, rule.years + 1))
    return found("barred", rule, year=year, named=named, again=year + rule.years + 1)
