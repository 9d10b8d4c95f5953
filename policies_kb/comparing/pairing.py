"""Which fact of one notice answers the same narrow question as which of the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from policies_kb.model.facts import AnyFact

Pair = tuple[AnyFact | None, AnyFact | None]
# What two facts are about, where their ids differ: the fields that say of what, not how much.
ABOUT = ("kind", "stage", "channel", "name", "grade", "role", "purpose", "who", "paths", "levels", "education")
NO_VALUE = {
    "id",
    "topic",
    "also",
    "clause",
    "quote",
    "notice",
    "more_quotes",
    "say",
    "note",
    "asks",
    "states",
    "review_by",
}


def paired(ones: Sequence[AnyFact], others: Sequence[AnyFact]) -> Iterator[Pair]:
    """Each fact once, in the order of the first notice, what only the other has at the end.

    By id first: a fact's id is one narrow question in all notices (ADR 0012). Then by what they are about, then by
    their kind, where it leaves no choice.
    """
    matched: dict[int, AnyFact] = {}
    mine, theirs = list(ones), list(others)
    for key in (_by_id, _about, _kind):
        for fact, partner in _matches(mine, theirs, key):
            matched[id(fact)] = partner
            mine.remove(fact)
            theirs.remove(partner)
    for fact in ones:
        yield fact, matched.get(id(fact))
    for fact in theirs:
        yield None, fact


def values(fact: AnyFact) -> dict[str, object]:
    """What a fact states, typed, without where it stands and how it is worded."""
    return fact.model_dump(mode="json", exclude=NO_VALUE)


def _matches(
    mine: Iterable[AnyFact], theirs: Iterable[AnyFact], key: Callable[[AnyFact], Hashable]
) -> list[tuple[AnyFact, AnyFact]]:
    """The facts that are alone with their key on both sides."""
    left, right = _alone(mine, key), _alone(theirs, key)
    return [(left[name], right[name]) for name in left if name in right]


def _alone(facts: Iterable[AnyFact], key: Callable[[AnyFact], Hashable]) -> dict[Hashable, AnyFact]:
    found: dict[Hashable, list[AnyFact]] = {}
    for fact in facts:
        found.setdefault(key(fact), []).append(fact)
    return {name: several[0] for name, several in found.items() if len(several) == 1}


def _by_id(fact: AnyFact) -> Hashable:
    return fact.id


def _about(fact: AnyFact) -> Hashable:
    return tuple(getattr(fact, name, None) for name in ABOUT)


def _kind(fact: AnyFact) -> Hashable:
    return fact.kind
