"""What a comparator gives back."""

from __future__ import annotations

from dataclasses import dataclass

from policies_kb.model.answer import Applied
from policies_kb.model.facts import AnyFact


@dataclass(frozen=True)
class Found:
    """A verdict with the facts it rests on. ``about_time``: it is the one word on time; no window's state beside it.

    ``leads``: facts of another topic that are told before those of the statement.
    """

    applied: tuple[Applied, ...]
    facts: tuple[AnyFact, ...]
    about_time: bool = False
    leads: tuple[AnyFact, ...] = ()


def found(phrase: str, fact: AnyFact, *more: AnyFact, about_time: bool = False, **values: object) -> Found:
    """A verdict: the response ``utter_applied_<phrase>`` with its values, the fact applied, and others it rests on."""
    filled = tuple((name, str(value)) for name, value in values.items())
    return Found((Applied(f"applied_{phrase}", filled, fact.id),), (fact, *more), about_time)


def together(each: list[Found]) -> Found:
    """Several verdicts of one kind as one."""
    applied = tuple(applied for one in each for applied in one.applied)
    facts = tuple(dict.fromkeys(fact for one in each for fact in one.facts))
    return Found(applied, facts, any(one.about_time for one in each))
