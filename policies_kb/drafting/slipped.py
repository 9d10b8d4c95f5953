"""Facts whose words hold a figure that was damaged in print, or put right before the notice was read: all open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policies_kb.clauses import bare
from policies_kb.lexers import Slip, plain, slips

from .covering import quotes_of
from .found import Found, Mark

AROUND = 8  # letters on either side that show that a quote holds this place and not one with the same figure


def beside_slips(found: Found) -> Found:
    """What was read beside a figure with a letter in it stands open."""
    slipped = slips(plain(str(found.fact["quote"])))
    return _doubted(found, f"像有印错的数字“{'、'.join(slipped)}”，请和原件对") if slipped else found


def beside_mended(found: Found, mended: Iterable[Slip]) -> Found:
    """What quotes a place that was mended stands open, with what is printed there."""
    held = [slip for slip in mended if any(_holds(bare(quote), slip) for quote in quotes_of(found.fact))]
    shown = "、".join(f"“{slip.printed}”当作“{slip.read}”" for slip in held)
    return _doubted(found, f"原文的{shown}读，请和原件对") if held else found


def _doubted(found: Found, unsure: str) -> Found:
    return replace(found, mark=Mark.GUESSED, unsure="；".join(filter(None, (found.unsure, unsure))))


def _holds(quote: str, slip: Slip) -> bool:
    """Whether the quote holds the figure with the letters around it, as far as both go."""
    before, figure, after = (
        bare(slip.line[: slip.start]),
        bare(slip.read),
        bare(slip.line[slip.start + len(slip.read) :]),
    )
    at = quote.find(figure)
    while at >= 0:
        left, right = quote[:at], quote[at + len(figure) :]
        near = min(len(left), len(before), AROUND)
        far = min(len(right), len(after), AROUND)
        if left[len(left) - near :] == before[len(before) - near :] and right[:far] == after[:far]:
            return True
        at = quote.find(figure, at + 1)
    return False
