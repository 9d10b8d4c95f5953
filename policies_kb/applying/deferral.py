"""Deferrals added up: 基本合格 once and 不合格 once."""

from __future__ import annotations

from collections import Counter

from policies_kb.eligibility.applicant import Assessment
from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import DeferralFact
from policies_kb.reading.clauses import clauses
from policies_kb.reading.quantities import Quantity, quantities

from .asker import Asker
from .found import Found, found
from .words import beside, has, words

MOST = 5  # nobody counts more
HOW_OFTEN = ("times", "years")  # a year has one grade
BESIDE = 6  # characters between a number and its grade
BETWEEN = "的是了考核为 "  # between a number and its grade
BAD = (Assessment.BARE_PASS.value, Assessment.FAIL.value)


def deferral_total(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """How many years the grades told put the application off, all together."""
    if not beside("deferral", statement.topic):
        return None
    rules = {str(fact.grade): fact for fact in notice.record.facts if isinstance(fact, DeferralFact)}
    told = _told(asker)
    if not told or not set(told) <= set(rules):
        return None
    total = sum(rules[grade].years * count for grade, count in told.items())
    each = "、".join(f"{grade}{count}次{rules[grade].years * count}年" for grade, count in told.items())
    used = [rules[grade] for grade in told]
    return found("deferral", used[0], *used[1:], total=total, each=each)


def _counts(number: Quantity, grade: str, clause: str) -> bool:
    """Whether the number says how often: it stands by the grade, and not by what follows from it (推两年)."""
    at, of = clause.find(number.surface), clause.find(grade)
    between = clause[at + len(number.surface) : of] if at < of else clause[of + len(grade) : at]
    return len(between) <= BESIDE and not has(between, words("put_off"))


def _each_before(clause: str) -> Counter[str]:
    """Grades of one clause, each with the number right before it (一次基本合格一年不合格); none where one lacks it."""
    found: Counter[str] = Counter()
    rest = clause
    for number in quantities(clause):
        at = rest.find(number.surface)
        after = rest[at + len(number.surface) :].lstrip(BETWEEN) if at >= 0 else ""
        grade = next((grade for grade in BAD if after.startswith(grade)), None)
        whole = number.dimension in HOW_OFTEN and 1 <= number.value <= MOST and number.value == int(number.value)
        if grade and whole:
            found[grade] += int(number.value)
            rest = after
    told = sum(clause.count(grade) for grade in BAD)
    return found if len(found) == told and not has(clause, (*words("denied"), *words("repeated_each"))) else Counter()


def _told(asker: Asker) -> dict[str, int]:
    """Grades that put off, with how often: as the message tells them year by year, or by a number (两次基本合格)."""
    counted: Counter[str] = Counter()
    for clause in clauses(asker.text):
        named = [grade for grade in BAD if grade in clause]
        numbers = [q for q in quantities(clause) if q.dimension in HOW_OFTEN and 1 <= q.value <= MOST]
        if len(named) > 1:
            counted.update(_each_before(clause))
            continue
        numbers = [each for each in numbers if len(named) == 1 and _counts(each, named[0], clause)]
        if len(numbers) == 1 and numbers[0].value == int(numbers[0].value):
            if has(clause, words("denied")):
                return {}
            counted[named[0]] += int(numbers[0].value)
    listed = Counter(str(grade.value) for grade in asker.applicant.assessments or () if grade.value in BAD)
    if "assessments" in asker.told and listed and not counted:
        return dict(listed)
    if "assessments" in asker.told and listed and dict(listed) != dict(counted):
        # told by years and by number: only where both speak of the same grades, and then the number says how often
        return dict(counted) if set(counted) == set(listed) else {}
    return dict(counted) or _claimed(asker.text)


def _claimed(text: str) -> dict[str, int]:
    """The one grade, once, of a message that claims what it leads to (基本合格也得推两年): that is settled."""
    said = [clause for clause in clauses(text) if any(grade in clause for grade in BAD)]
    if len(said) != 1 or sum(said[0].count(grade) for grade in BAD) != 1:
        return {}
    grade = next(grade for grade in BAD if grade in said[0])
    put_off = [q for q in quantities(said[0]) if q.dimension == "years" and not _counts(q, grade, said[0])]
    sure = put_off and has(said[0], words("put_off")) and not has(said[0], (*words("denied"), *words("repeated")))
    return {grade: 1} if sure else {}
