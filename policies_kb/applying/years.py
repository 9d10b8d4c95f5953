"""Years of work: enough, or how long still."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policies_kb.eligibility.anniversaries import anniversary
from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import AnyFact, YearsFact
from policies_kb.reading.clauses import clauses
from policies_kb.reading.days import acting_day, days_spoken
from policies_kb.reading.quantities import quantities
from policies_kb.reference import load_reference

from .asker import TIMED, Asker
from .found import Found, found
from .spoken import day_in_words, months_in_words, years_in_words
from .words import asks, beside, has, words

TOPIC = "years"  # of the rules on years of work
LITTLE = 0.05  # of a year: who is so near to the number needs their first day looked at


def years_enough(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """The one rule for the asker's education held against the years that they tell."""
    by = _day_meant(asker)
    if not beside("years", statement.topic) or asker.education is None or by is None:
        return None
    if asker.applicant.exam_only:
        return None  # no years open what an examination alone opens
    rule = _rule(statement.facts, asker)
    if beside("years_counting", statement.topic):
        # 「算不算满一年」 asks whether it is enough only where a first day is told, and of no time that may not count
        own = asker.applicant.work_start and asks("enough", asker.text) and not has(asker.text, words("not_work"))
        rule = _rule(notice.cell(TOPIC).facts, asker) if own else None
    if rule is None or not (TIMED & asker.told or asks("enough", asker.text)):
        return None
    education, needed = rule.education[0].value if len(rule.education) == 1 else asker.education.value, rule.years
    start, told = asker.applicant.work_start, asker.applicant.years
    if not _of_one_person(asker) or (start is None and (told is None or not _of_work(asker, told))):
        return None
    if not needed:
        return found("years_same_year", rule, education=education)
    if start is not None:
        return _from_day(rule, education, start, by, asker.today)
    assert told is not None
    if by != asker.today:
        return None  # about so many years as of today
    if abs(told - needed) < LITTLE and not _in_full(asker, needed):
        return found("years_edge", rule, education=education, needed=f"{needed}年")
    if told >= needed - 0.01:
        return found("years_enough_told", rule, education=education, needed=f"{needed}年", told=years_in_words(told))
    left = round((needed - told) * 12)
    return found(
        "years_short_told",
        rule,
        education=education,
        needed=f"{needed}年",
        told=years_in_words(told),
        left=months_in_words(max(left, 1)),
    )


def _from_day(rule: YearsFact, education: str, start: date, by: date, today: date) -> Found | None:
    """The years from a first day to the day ``by``; the anniversary itself counts."""
    if start > today:
        return None
    due = anniversary(start, rule.years)
    needed, had = f"{rule.years}年", months_in_words(_months(start, by))
    until = "今天" if by == today else day_in_words(by, today)
    if due <= by:
        return found("years_enough", rule, education=education, needed=needed, had=had, by=until)
    months = _months(by, due)
    return found(
        "years_short",
        rule,
        education=education,
        needed=needed,
        had=had,
        by=until,
        left=months_in_words(months) if months else "不到1个月",
        due=day_in_words(due, today),
    )


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _rule(facts: Iterable[AnyFact], asker: Asker) -> YearsFact | None:
    """The rule that the scope selects; None where several differ."""
    rules = [f for f in facts if isinstance(f, YearsFact) and asker.bound_by(f) is not False]
    wanted = asker.scope.path
    if wanted is None and len({rule.years for rule in rules}) > 1:
        # somebody who names no path asks for the ordinary one only where its level is named as well
        ordinary = load_reference().ordinary_path
        named = asker.scope.level is not None and asker.scope.level in ordinary.levels
        rules = [rule for rule in rules if ordinary.id in rule.paths] if named else []
    if any(rule.applies_to and not asker.belongs(rule.applies_to) for rule in rules):
        return None  # a rule for some people, and the asker may be none of them
    return rules[0] if len({rule.years for rule in rules}) == 1 else None


def _day_meant(asker: Asker) -> date | None:
    """The day to count to: today, or the one on which somebody means to act.

    None where another day to come is spoken of (「到年底够不够」): the engine of the check counts to it, not we.
    """
    if has(asker.text, words("later")):
        return None
    by = acting_day(asker.text, asker.today)
    others = {spoken.day for spoken in days_spoken(asker.text, asker.today) if spoken.day > asker.today} - {by}
    return None if others else by


def _of_work(asker: Asker, told: float) -> bool:
    """Whether the years told are years of work: no other span of the message may be meant by them."""
    if not TIMED & asker.told:
        return True
    for clause in clauses(asker.text):
        spans = [q for q in quantities(clause) if q.dimension in ("years", "months")]
        if spans and has(clause, words("not_work")):
            return False
    return True


def _of_one_person(asker: Asker) -> bool:
    """Whether the times told are one person's: none where two clauses tell some and one of them is of somebody else."""
    timed = [clause for clause in clauses(asker.text) if _tells_time(clause, asker.today)]
    return len(timed) < 2 or all(asker.of_one(clause) for clause in timed)


def _tells_time(clause: str, today: date) -> bool:
    spans = any(quantity.dimension in ("years", "months") for quantity in quantities(clause))
    return not has(clause, words("not_work")) and (spans or bool(days_spoken(clause, today)))


def _in_full(asker: Asker, needed: int) -> bool:
    """「干满两年了」: the full years are said to be over."""
    for clause in clauses(asker.text):
        for quantity in quantities(clause):
            if quantity.dimension != "years" or quantity.value != needed:
                continue
            at = clause.find(quantity.surface)
            before, after = clause[max(at - 4, 0) : at], clause[at + len(quantity.surface) :]
            full = has(before, words("full")) or after.startswith(words("full"))
            over = after.lstrip("整多").startswith("了") or has(clause, words("worked"))
            if full and over and not has(before, words("not_had")):
                return True
    return False
