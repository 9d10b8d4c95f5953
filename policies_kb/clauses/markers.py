"""The markers of a whole text: one for each line, and what they say of each other."""

from __future__ import annotations

from collections.abc import Sequence

from policies_kb.clauses.numbering import LEVELS, Marker, Style, read_marker
from policies_kb.clauses.slips import read_slip
from policies_kb.clauses.source import Line


def read_markers(lines: Sequence[Line]) -> list[Marker | None]:
    """Return the marker of each line, damaged or not; a row of a table has none."""
    return [None if line.is_row else _read(line.text) for line in lines]


def arabic_on_top(markers: Sequence[Marker | None]) -> bool:
    """Say whether 1. stands above （一）: in a notice without 一、 that begins with 1."""
    styles = [marker.style for marker in markers if marker]
    return (
        Style.HAN_BRACKET in styles
        and styles[0] is Style.ARABIC
        and all(LEVELS[style] > LEVELS[Style.HAN] for style in styles)
    )


def following(markers: Sequence[Marker | None]) -> list[Marker | None]:
    """Return the next marker below each line."""
    found: list[Marker | None] = []
    below: Marker | None = None
    for marker in reversed(markers):
        found.append(below)
        below = marker or below
    return found[::-1]


def has_second(marker: Marker, below: Sequence[Line]) -> bool:
    """Say whether the next number of a marker's style, in the lines below it, goes on from it."""
    for line in below:
        slip = read_slip(line.text)
        other = read_marker(line.text) or (slip.marker if slip else None)
        if other and other.style is marker.style:
            return other.number == marker.number + 1
    return False


def _read(text: str) -> Marker | None:
    marker = read_marker(text)
    if marker is None and (slip := read_slip(text)) and slip.certain:
        return slip.marker
    return marker
