"""Hours of continuing education held against what a year asks for, each subject and each year by itself."""

from __future__ import annotations

from collections.abc import Sequence

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import Bound
from policies_kb.reading.clauses import clauses

from .asker import Asker
from .bounds import SHORT, bounds_of, own_rule
from .found import Found, found
from .hours_told import HoursTold, hours_told
from .words import asks, beside, has, words


def hours_enough(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """All hours told, compared; one that falls short makes all of it 不够. Who learnt one subject is told the other."""
    if not beside("class_hours", statement.topic) or not asks("enough", asker.text):
        return None
    if own_rule("class_hours", notice, asker):
        return None
    pairs = {
        pair[1].of[:SHORT]: pair for pair in bounds_of(notice, "class_hours") if asker.bound_by(pair[0]) is not False
    }
    told = hours_told(asker.text, tuple(pairs))
    if not told or len(pairs) != len({bound.of for _, bound in pairs.values()}):
        return None
    fact = pairs[told[0].subject][0]
    bounds = {subject: bound for subject, (_, bound) in pairs.items()}
    short = [each for each in told if each.hours < float(bounds[each.subject].value)]
    said = short or told
    needed = _needed([bounds[subject] for subject in dict.fromkeys(each.subject for each in said)])
    had = "、".join(f"{_year(each, told)}{bounds[each.subject].of}{each.hours:g}课时" for each in said)
    if short:
        return found("hours_short", fact, needed=needed, told=had)
    missing = [bound for subject, bound in bounds.items() if subject not in {each.subject for each in told}]
    if missing and _only(asker):
        return found("hours_partly", fact, needed=needed, told=had, others=_needed(missing))
    return found("hours_enough", fact, needed=needed, told=had)


def _needed(bounds: Sequence[Bound]) -> str:
    return "、".join(f"{bound.of}每{bound.per}{bound.value:g}课时" for bound in bounds)


def _year(each: HoursTold, told: Sequence[HoursTold]) -> str:
    """The year, where several are told: of one alone it says nothing."""
    return each.year if len({other.year for other in told}) > 1 else ""


def _only(asker: Asker) -> bool:
    return any(
        has(clause, words("only")) and not has(clause, words("only_a_question")) for clause in clauses(asker.text)
    )
