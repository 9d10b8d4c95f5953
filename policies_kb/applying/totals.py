"""Class hours of several years added up, each subject by itself."""

from __future__ import annotations

import re

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import AnyFact, MaterialFact
from policies_kb.reading.clauses import clauses
from policies_kb.reading.quantities import quantities

from .asker import Asker
from .bounds import SHORT, bounds_of, own_rule
from .found import Found, found
from .words import asks, beside, has, words

YEARS = "ce_years"  # the topic of which years are asked for
MOST = 10  # years
_SPAN = re.compile(r"(20\d\d)\s*[-—–~至]\s*(20\d\d)")


def hours_total(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """Hours a year, times the years that the message names or that the notice asks for at the asker's level."""
    if (
        not beside("class_hours", statement.topic)
        or not asks("sum", asker.text)
        or own_rule("class_hours", notice, asker)
    ):
        return None
    pairs = [pair for pair in bounds_of(notice, "class_hours") if asker.bound_by(pair[0]) is not False]
    named = [pair for pair in pairs if pair[1].of[:SHORT] in asker.text]
    pairs = named or pairs
    if not pairs or len({bound.of for _, bound in pairs}) != len(pairs):
        return None
    counted = [_years(bound.of[:SHORT], notice, asker) for _, bound in pairs]
    if any(years is None for years, _ in counted):
        return None
    each = "、".join(
        f"{bound.of}{years}年一共{float(bound.value) * (years or 0):g}课时（每{bound.per}{bound.value:g}课时）"
        for (_, bound), (years, _) in zip(pairs, counted, strict=True)
    )
    rests_on = dict.fromkeys(fact for _, facts in counted for fact in facts)
    return found("hours_total", pairs[0][0], *rests_on, each=each)


def _years(subject: str, notice: Notice, asker: Asker) -> tuple[int | None, tuple[AnyFact, ...]]:
    """The years to count for a subject: told for it, told for all, or typed; None where they are not known for sure."""
    told = {clause: _told(clause) for clause in clauses(asker.text)}
    if any(len(values) > 1 for values in told.values()):
        return None, ()
    mine = {value for clause, values in told.items() for value in values if subject in clause}
    spoken = mine or {value for values in told.values() for value in values}
    if spoken:
        return (spoken.pop() if len(spoken) == 1 else None), ()
    facts = [
        fact
        for fact in notice.cell(YEARS).facts
        if isinstance(fact, MaterialFact) and fact.years and asker.bound_by(fact)
    ]
    typed = {_typed(subject, fact.years) for fact in facts}
    return (typed.pop() if len(typed) == 1 else None), tuple(facts)


def _told(clause: str) -> set[int]:
    """The numbers of years of a clause; those of somebody's work are none."""
    if has(clause, words("not_contributions")):
        return set()
    found_ = {quantity.value for quantity in quantities(clause) if quantity.dimension == "years"}
    return {int(value) for value in found_ if value == int(value) and 1 <= value <= MOST}


def _typed(subject: str, years: str) -> int | None:
    """The number of years typed for a subject: a span of calendar years, or 近两年."""
    pieces = [piece for piece in clauses(years) if subject in piece]
    text = pieces[0] if pieces else years
    span = _SPAN.search(text)
    if span and len(_SPAN.findall(text)) == 1:
        return int(span[2]) - int(span[1]) + 1
    told = _told(text)
    return told.pop() if len(told) == 1 and not span else None
