"""What a paper itself must be: not older than so many months when it is handed in, so and so many characters long."""

from __future__ import annotations

from policies_kb.eligibility.anniversaries import months_after
from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import AnyFact, Bound
from policies_kb.reading.clauses import clauses
from policies_kb.reading.days import acting_day, days_spoken
from policies_kb.reading.quantities import characters, quantities

from .asker import Asker
from .bounds import bounds_of
from .found import Found, found
from .spoken import day_in_words
from .words import asks, beside, has, words

Pair = tuple[AnyFact, Bound]
MONTHS = {"months": 1, "years": 12}  # of what a paper is old by


def paper_age(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """Whether a paper made on the day told is young enough on the day of handing it in."""
    pair = _one(statement, asker, "months_old")
    if pair is None or not beside("made", statement.topic) or not asks("enough", asker.text):
        return None
    fact, bound = pair
    by = acting_day(asker.text, asker.today)
    mine = [clause for clause in clauses(asker.text) if has(clause, words("made"))]
    days = {each.day for clause in mine for each in days_spoken(clause, asker.today)} - {by}
    spans = [q for clause in mine for q in quantities(clause) if q.dimension in MONTHS]
    ages = {q.value * MONTHS[q.dimension] for q in spans}
    if len(mine) != 1 or len(days) + len(ages) != 1:
        return None
    limit = int(float(bound.value))
    if ages:
        return _by_age(fact, bound.of, limit, ages.pop())
    made = days.pop()
    if made > by:
        return None
    until = months_after(made, limit)
    phrase = "paper_valid" if by <= until else "paper_old"
    return found(phrase, fact, what=bound.of, limit=limit, made=day_in_words(made, by), by=day_in_words(by))


def _by_age(fact: AnyFact, what: str, limit: int, age: float) -> Found | None:
    """By an age in months, which is told in round numbers: none where it is near the limit."""
    if abs(age - limit) < 1:
        return None
    return found("paper_old_by" if age > limit else "paper_valid_by", fact, what=what, limit=limit, age=f"{age:g}")


def long_enough(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """Whether a text of so many characters is neither too short nor too long."""
    if not beside("length", statement.topic) or not asks("enough", asker.text):
        return None
    pairs = [pair for pair in bounds_of(notice, "characters") if statement.topic in pair[0].topics]
    least = {float(b.value) for _, b in pairs if b.op == "min"}
    most = {float(b.value) for _, b in pairs if b.op == "max"}
    told = set(characters(asker.text))
    if not pairs or len({fact.id for fact, _ in pairs}) != 1 or len(told) != 1 or len(least) > 1 or len(most) > 1:
        return None
    fact, number = pairs[0][0], told.pop()
    low, high = next(iter(least), 0.0), next(iter(most), float("inf"))
    phrase = "length_short" if number < low else "length_long" if number > high else "length_met"
    needed = f"{low:g}-{high:g}" if least and most else f"{low:g}以上" if least else f"{high:g}以内"
    return found(phrase, fact, needed=needed, told=f"{number:g}")


def _one(statement: Statement, asker: Asker, dim: str) -> Pair | None:
    """The one bound of a dimension among the facts told."""
    pairs = [(f, b) for f in statement.facts for b in f.bounds if b.dim == dim and asker.bound_by(f) is not False]
    return pairs[0] if len({bound.value for _, bound in pairs}) == 1 else None
