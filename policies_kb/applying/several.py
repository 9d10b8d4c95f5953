"""Years of work of several people: 「一个中专三年，一个大专一年半，哪几个够」."""

from __future__ import annotations

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.reading.clauses import clauses

from .asker import Asker
from .found import Found, together
from .words import beside, has, words
from .years import years_enough

LEAST = 2  # people


def years_of_several(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """One verdict a person, where each clause that names an education tells the time of work beside it."""
    if not beside("years", statement.topic) or not has(asker.text, words("which_of_them")):
        return None
    naming = [c for c in clauses(asker.text) if any(m.entity == "education" for m in asker.reader.read(c).mentions)]
    people = [asker.of_clause(clause) for clause in naming]
    if len(people) < LEAST or None in people:
        return None
    verdicts = [years_enough(statement, notice, person) for person in people if person]
    told = [verdict for verdict in verdicts if verdict]
    return together(told) if len(told) == len(people) else None
