"""The piece of a text that holds most of a query, and where its words stand. Ranges, never markup."""

from __future__ import annotations

from collections.abc import Sequence

from .folding import fold, places
from .model import Snippet
from .units import Unit

LENGTH = 90
LEAD = 12  # characters before the first word


def highlights(text: str, units: Sequence[Unit]) -> tuple[tuple[int, int], ...]:
    """Where readings of the units stand in a text, in order, overlapping ones joined."""
    folded = fold(text)
    spans = sorted({span for unit in units for reading in unit.readings for span in places(folded, reading.word)})
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def snippet(text: str, units: Sequence[Unit]) -> Snippet:
    """The stretch with most highlighted characters; the first of equal ones."""
    spans = highlights(text, units)
    if len(text) <= LENGTH:
        return Snippet(text, spans)
    starts = [max(0, min(start - LEAD, len(text) - LENGTH)) for start, _ in spans] or [0]
    best = max(starts, key=lambda at: (sum(_inside(span, at) for span in spans), -at))
    cut = ((max(start, best) - best, min(end, best + LENGTH) - best) for start, end in spans)
    return Snippet(text[best : best + LENGTH], tuple((start, end) for start, end in cut if start < end))


def _inside(span: tuple[int, int], at: int) -> int:
    return max(0, min(span[1], at + LENGTH) - max(span[0], at))
