"""Amounts of money in yuan: 260元, 1,200元, 1.5万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LARGE = {"百": 100, "千": 1000, "万": 10000}
_AMOUNT = re.compile(r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})(?P<part>\.\d+)?(?P<large>[万千百])?元")


@dataclass(frozen=True)
class Amount:
    """``yuan`` is exact. ``simple``: printed as whole yuan, and not in thousands with a comma or in 万."""

    yuan: float
    simple: bool
    printed: str
    start: int
    end: int


def amounts(printed: str) -> Iterator[Amount]:
    """Every amount of a plain text, in order."""
    for found in _AMOUNT.finditer(printed):
        number = float(found["n"].replace(",", "") + (found["part"] or "")) * _LARGE.get(found["large"] or "", 1)
        simple = "," not in found["n"] and not found["part"] and not found["large"]
        yield Amount(number, simple, found[0], found.start(), found.end())
