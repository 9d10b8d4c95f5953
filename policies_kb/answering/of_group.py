"""A question about a group of people that it names: what is written for that group comes first."""

from __future__ import annotations

from collections.abc import Sequence

from policies_kb.applying.words import words
from policies_kb.model.facts import AnyFact
from policies_kb.reference import load_reference

Scored = tuple[AnyFact, float]


def of_group_first(facts: Sequence[Scored], text: str) -> list[Scored]:
    """``facts`` of one cell with those in front that are limited to a group named in the text, the narrowest first.

    Among facts for the same group the order stays; as it is where the text names no group, or none that a fact is for.
    A caller who says 幼儿园老师 must not first hear the rule for everybody and stop listening.
    """
    named = _named(text)
    own = {name: place for place, name in enumerate(named)}
    first = [pair for pair in facts if own.keys() & set(pair[0].applies_to)]
    if not first or len(first) == len(facts):
        return list(facts)
    best = max(score for _, score in facts)
    first.sort(key=lambda pair: min(own[name] for name in pair[0].applies_to if name in own))
    return [*((fact, best) for fact, _ in first), *(pair for pair in facts if pair[0] not in [own for own, _ in first])]


def _named(text: str) -> list[str]:
    """The groups that a text names and does not deny, each before the wider ones that it lies within."""
    groups = load_reference().groups
    named = [name for name, group in groups.items() if any(_said(word, text) for word in (name, *group.says))]
    return sorted(named, key=lambda name: -_depth(name))


def _depth(name: str) -> int:
    """How many wider groups the group lies within."""
    within = load_reference().groups[name].within if name in load_reference().groups else ""
    return 1 + _depth(within) if within else 0


def _said(word: str, text: str) -> bool:
    return word in text and not text[: text.index(word)].endswith(words("denied_before"))
