"""Patterns over tokens: NAME a label, 'x' a word, . any token but a pause, ^ and $ the ends; ( | ) ? * {m,n} as usual.

Each token is written as « LABEL LABEL w:word »; a pattern becomes one regular expression over such codes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

PIECE = re.compile(r"'[^']*'|[A-Z]+|\{\d,\d\}|[().?*+|^$]")
REACH = 10  # tokens to either side that a pattern may look at


@lru_cache(maxsize=1024)
def compiled(pattern: str, side: Literal["left", "right"]) -> re.Pattern[str]:
    """The pattern for what stands just before an anchor (``left``) or just after it."""
    body = "".join(_piece(part) for part in PIECE.findall(pattern))
    return re.compile(f"(?:{body})$" if side == "left" else f"(?:{body})")


def _piece(part: str) -> str:
    if part in ")|?*+" or part[0] == "{":
        return part
    if part == "(":
        return "(?:"
    if part in "^$":
        return r"\A" if part == "^" else r"\Z"
    if part == ".":
        return "(?:«(?![^»]* [CP] )[^»]*»)"
    name = "w:" + re.escape(part[1:-1]) if part[0] == "'" else re.escape(part)
    return f"(?:«(?=[^»]* {name} )[^»]*»)"


def fits(before: str, after: str, left: str | None, right: str | None) -> bool:
    """Whether the codes around an anchor, up to `REACH` on either side, fit; a side without a pattern fits always."""
    if left and not compiled(left, "left").search(before):
        return False
    return not right or compiled(right, "right").match(after) is not None
