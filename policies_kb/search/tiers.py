"""Which entries are candidates: those that hold the whole query, else all but one word of it, and so on.

Each step is a plain yes or no about tokens, and what it finds is taken in the order of keys. Both databases answer that
alike, to the last entry; how each would weigh words is never asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .expression import Expression, any_of, at_least
from .units import Query, Unit

WEIGHED = 6  # units that steps leave out in turn; a longer query's commonest words only weigh
FEW = 4000  # entries that single words may be in for all of them to be candidates


def steps(query: Query) -> Iterator[Expression]:
    """What is asked for, ever less of it; nothing where the query has no words."""
    asked = sorted((unit for unit in query.units if unit.asked), key=lambda unit: (unit.entries, unit.typed))
    chosen = asked[:WEIGHED]
    if not chosen:
        return
    parts = tuple(unit.expression for unit in chosen)
    for missing in range(len(parts) - 1):
        yield at_least(parts, len(parts) - missing)
    yield any_of(unit.expression for unit in _rare(chosen))


def _rare(units: Sequence[Unit]) -> list[Unit]:
    """The rarest unit, and further ones while they are in few entries."""
    total = 0
    found: list[Unit] = []
    for unit in units:
        total += unit.entries
        if found and total > FEW:
            break
        found.append(unit)
    return found
