"""Two kinds of units set beside each other: 「企业的比事业单位的多传啥」 asks what one alone hands in."""

from __future__ import annotations

from collections.abc import Sequence

from policies_kb.model.facts import AnyFact, MaterialFact
from policies_kb.reference import load_reference

from .comparison import asks
from .topics import Choice

FIELD = "unit_kind"  # what the two are kinds of
MOST = 3


def of_one_kind(choices: Sequence[Choice], text: str) -> list[Choice]:
    """The topics on which a notice asks a material of one of the two kinds of units, where a text compares two."""
    named = {name for name, group in load_reference().groups.items() if name in text and _kind_of_unit(group.test)}
    if len(named) != 2 or not (asks("apart", text) and asks("papers", text)):
        return []
    one, other = sorted(named, key=text.find)
    if not asks("beside", text[text.find(one) + len(one) : text.find(other)]):
        return []
    found = [
        choice
        for choice in choices
        if any(_only(fact, named) for candidate in choice.candidates.values() for fact in candidate.cell.facts)
    ]
    return found[:MOST]


def _kind_of_unit(test: object) -> bool:
    return isinstance(test, dict) and test.get("field") == FIELD


def _only(fact: AnyFact, named: set[str]) -> bool:
    return isinstance(fact, MaterialFact) and fact.listed and len(named & set(fact.applies_to)) == 1
