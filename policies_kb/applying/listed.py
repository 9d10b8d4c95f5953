"""A path that the notice opens to some education alone, and somebody of another."""

from __future__ import annotations

from collections.abc import Iterable

from policies_kb.model.answer import Applied
from policies_kb.model.facts import AnyFact, YearsFact
from policies_kb.model.question import Scope
from policies_kb.reference import load_reference


def not_listed(facts: Iterable[AnyFact], scope: Scope) -> tuple[AnyFact, Applied] | None:
    """The path's first fact with the verdict, where all its own facts on the topic name an education, none the asker's.

    Years of work are another matter: a table that lacks an education does not shut anybody out.
    """
    if scope.path is None or len(scope.education) != 1:
        return None
    asked = scope.education[0]
    own = [
        fact for fact in facts if fact.paths == (scope.path,) and not fact.silent and not isinstance(fact, YearsFact)
    ]
    if not own or any(not fact.education or asked in fact.education for fact in own):
        return None
    named = dict.fromkeys(education.value for fact in own for education in fact.education)
    words = {"path": load_reference().paths[scope.path].name, "groups": "、".join(named), "asker": asked}
    widest = max(own, key=lambda fact: len(fact.education))
    return widest, Applied("applied_not_listed", tuple(words.items()), widest.id)
