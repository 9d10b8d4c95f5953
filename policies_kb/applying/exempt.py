"""Exemptions: free by one of several classes, by none of them, or not known."""

from __future__ import annotations

from dataclasses import replace

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import AnyFact, RuleFact

from .asker import Asker
from .found import Found, found
from .words import asks, table

LEAST = 2  # classes


def exempt(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """Whether the asker is of one of the classes that a notice exempts."""
    classes = [fact for fact in notice.cell(statement.topic).facts if _is_class(fact)]
    if not classes:
        return _spared(statement, notice, asker)
    if len(classes) < LEAST:
        return None
    truths = [asker.bound_by(fact) for fact in classes]
    if True in truths:
        free = classes[truths.index(True)]
        return replace(found("exempt", free), leads=(free,))
    if None in truths:
        return None
    return found("not_exempt", classes[0], *classes[1:])


def _spared(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """Whether whoever asks if they must come on the day told is exempt: that comes before the day.

    Who is surely of none of the classes is told the day alone.
    """
    topic = table("exempted").get(statement.topic)
    if topic is None or not asks("must", asker.text):
        return None
    classes = [fact for fact in notice.cell(topic).facts if _is_class(fact)]
    free = next((fact for fact in classes if asker.bound_by(fact)), None)
    return replace(found("exempt", free, about_time=True), leads=(free,)) if free else None


def _is_class(fact: AnyFact) -> bool:
    return (
        isinstance(fact, RuleFact)
        and fact.kind == "exemption"
        and not fact.silent
        and bool(fact.applies_to or fact.levels)
    )
