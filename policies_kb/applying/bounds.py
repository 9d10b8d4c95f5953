"""The asker's value held against the typed bound of a fact: grades, months of contributions."""

from __future__ import annotations

from policies_kb.eligibility.applicant import Putonghua
from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import AnyFact, Bound
from policies_kb.reading import ASKING
from policies_kb.reading.clauses import clauses
from policies_kb.reading.quantities import quantities
from policies_kb.reference import load_reference

from .asker import Asker
from .found import Found, found
from .words import asks, beside, has, words

SHORT = 2  # characters by which people call what a bound is of: 公需 for 公需科目
Pair = tuple[AnyFact, Bound]


def grade_enough(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """The asker's grade against the narrowest rule that binds them; none where they may be of several groups."""
    steps = load_reference().scales["grade"]
    grade = asker.applicant.putonghua
    asked = asks("enough", asker.text) or ASKING.search(asker.text) is None  # 「我普通话才三甲」 asks by telling
    if not beside("grade", statement.topic) or not asked:
        return None
    if grade is None or grade is Putonghua.NONE or "putonghua" not in asker.told:
        return None
    pairs = [pair for pair in bounds_of(notice, "grade") if asker.bound_by(pair[0]) is not False]
    pairs = [pair for pair in pairs if not _gives_way(pair, pairs, asker)]
    if not any(asker.bound_by(fact) for fact, _ in pairs):
        return None  # nobody is known to be bound
    met = {steps.index(str(bound.value)) <= steps.index(grade.value) for _, bound in pairs}
    if len(met) != 1:
        return None
    fact, bound = next(pair for pair in pairs if asker.bound_by(pair[0]))
    whom = "、".join(fact.applies_to)
    phrase = "bound_met" if met.pop() else "bound_unmet"
    return found(phrase, fact, what=f"{whom}{bound.of}", needed=f"{bound.value}及以上", told=grade.value)


def _gives_way(pair: Pair, pairs: list[Pair], asker: Asker) -> bool:
    """Whether the rule of a narrower group, to which the asker surely belongs, takes the place of this one."""
    groups = load_reference().groups
    for fact, _ in pairs:
        if fact is pair[0] or not asker.bound_by(fact) or not fact.applies_to:
            continue
        wider, name = set(), groups[fact.applies_to[0]].within if fact.applies_to[0] in groups else ""
        while name:
            wider.add(name)
            name = groups[name].within
        if not pair[0].applies_to or wider & set(pair[0].applies_to):
            return True
    return False


def own_rule(dim: str, notice: Notice, asker: Asker) -> bool:
    """Whether the notice has another rule for people of the asker's kind."""
    facts = (fact for topic in words("own_rules", dim) for fact in notice.cell(topic).facts)
    return any(fact.applies_to and asker.belongs(fact.applies_to) for fact in facts)


def months_enough(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """Months of contributions, where the clause speaks of them alone."""
    if not beside("months", statement.topic) or not asks("enough", asker.text):
        return None
    pairs = [(f, b) for f in statement.facts for b in f.bounds if b.dim == "months" and asker.bound_by(f) is not False]
    told = {
        quantity.value: clause
        for clause in clauses(asker.text)
        for quantity in quantities(clause)
        if quantity.dimension == "months" and not has(clause, words("not_contributions"))
    }
    if len(pairs) != 1 or len(told) != 1:
        return None
    (fact, bound), (months, clause) = pairs[0], told.popitem()
    if not asker.of_one(clause):
        return None
    phrase = "bound_met" if months >= float(bound.value) else "bound_unmet"
    return found(phrase, fact, what=bound.of, needed=f"{bound.value:g}个月以上", told=f"{months:g}个月")


def bounds_of(notice: Notice, dim: str) -> list[Pair]:
    """The bounds of a dimension, with the facts that set them."""
    return [(fact, bound) for fact in notice.record.facts for bound in fact.bounds if bound.dim == dim]
