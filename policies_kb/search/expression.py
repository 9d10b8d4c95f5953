"""What entries must hold, as a tree that either database is asked in its own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Holds:
    """The entry has this token."""

    token: str


@dataclass(frozen=True)
class All:
    """The entry meets every part."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Any:
    """The entry meets one of the parts."""

    parts: tuple[Expression, ...]


Expression = Holds | All | Any


def all_of(parts: Iterable[Expression]) -> Expression:
    """Every part; the part itself where there is one."""
    found = tuple(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else All(found)


def any_of(parts: Iterable[Expression]) -> Expression:
    """One of the parts; the part itself where there is one."""
    found = tuple(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else Any(found)


def at_least(parts: tuple[Expression, ...], count: int) -> Expression:
    """``count`` of the parts, whichever: the first and one less of the others, or as many of the others.

    So nested it names a part a few times; as a list of all combinations it would cost many times as much to answer.
    """
    if count <= 1:
        return any_of(parts)
    if count >= len(parts):
        return all_of(parts)
    first, others = parts[0], parts[1:]
    return any_of((all_of((first, at_least(others, count - 1))), at_least(others, count)))


def written(expression: Expression, quote: str, both: str, either: str) -> str:
    """The expression in the words of a database; tokens hold no quotation marks."""
    if isinstance(expression, Holds):
        return f"{quote}{expression.token}{quote}"
    joint = both if isinstance(expression, All) else either
    return f"({joint.join(written(part, quote, both, either) for part in expression.parts)})"
