"""Exemptions: free by one of several classes, by none of them, or not known."""

from __future__ import annotations

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import AnyFact, RuleFact

from .asker import Asker
from .found import Found, found

LEAST = 2  # classes


def exempt(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """Whether the asker is of one of the classes that a notice exempts."""
    classes = [fact for fact in notice.cell(statement.topic).facts if _is_class(fact)]
    if len(classes) < LEAST:
        return None
    truths = [asker.bound_by(fact) for fact in classes]
    if True in truths:
        return found("exempt", classes[truths.index(True)])
    if None in truths:
        return None
    return found("not_exempt", classes[0], *classes[1:])


def _is_class(fact: AnyFact) -> bool:
    return (
        isinstance(fact, RuleFact)
        and fact.kind == "exemption"
        and not fact.silent
        and bool(fact.applies_to or fact.levels)
    )
