"""Whom the facts of a statement bind, held against the asker: what is not for them gives way to what is."""

from __future__ import annotations

from dataclasses import replace

from policies_kb.eligibility.values import shown
from policies_kb.loading import Notice
from policies_kb.model.answer import Binding, Statement
from policies_kb.model.facts import AnyFact
from policies_kb.reference import load_reference

from .asker import Asker
from .found import found


def bind(statement: Statement, notice: Notice, asker: Asker) -> Statement:
    """The statement with the facts that may bind the asker first; where none does, with whom they do bind."""
    if statement.kind != "stated" or statement.stages or not statement.facts:
        return statement
    false = [fact for fact in statement.facts if _limited(fact) and not _may_bind(fact, asker)]
    if not false:
        return statement
    others = tuple(fact for fact in statement.facts if fact not in false)
    if statement.facts[0] in false:
        own = [fact for fact in notice.cell(statement.topic).facts if _limited(fact) and asker.belongs(fact.applies_to)]
        own = [fact for fact in own if _may_bind(fact, asker) and fact not in others]
        others = (*own[:1], *others)
        if others and asker.sanctioned(statement.facts[0]) is not False:
            others = (*others, statement.facts[0])  # the rule that was asked about, with whom it is for
    if others:
        return replace(statement, facts=others)
    who = _words_for(asker, statement.facts[0])
    if not who:
        return statement
    groups = tuple(dict.fromkeys(group for fact in false for group in fact.applies_to))
    if all(fact.kind == "exclusion" for fact in false):
        free = found("not_excluded", statement.facts[0], groups="、".join(groups), asker=who)
        return replace(statement, facts=statement.facts[:1], applied=(*statement.applied, *free.applied))
    return replace(statement, facts=statement.facts[:1], binding=Binding(groups, False, who))


def _limited(fact: AnyFact) -> bool:
    return bool(fact.applies_to) or any(bound.dim == "sanction" for bound in fact.bounds)


def _may_bind(fact: AnyFact, asker: Asker) -> bool:
    """Not surely somebody else's: by the groups that it names, and by the sanction that it speaks of."""
    return asker.belongs(fact.applies_to) is not False and asker.sanctioned(fact) is not False


def _words_for(asker: Asker, fact: AnyFact) -> str:
    """What the asker is instead, in the field that tells people apart: 企业; "" where that says nothing."""
    for name in fact.applies_to:
        group = load_reference().groups.get(name)
        field = (group.test or {}).get("field") if group else None
        value = getattr(asker.applicant, field, None) if field else None
        if isinstance(value, str):
            return shown(str(field), value)
    return ""
