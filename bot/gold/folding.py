"""Texts made equal where they say the same: width, space, dashes, dates, small numbers of years."""

from __future__ import annotations

import re
import unicodedata

from policies_kb.clauses import bare

__all__ = ["bare", "fold", "holds"]

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−─━~～〜", "-"))
DECORATION = re.compile(r"[\s*_#|`>]")
ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
LEADING_ZERO = re.compile(r"(?<!\d)0(?=\d[月日])")
TO = re.compile(r"(?<=[日号\d])[至到](?=\d)")
SPELLED_YEARS = {
    f"{word}年": f"{figure}年" for figure, words in enumerate(("一", "两二", "三", "四", "五"), 1) for word in words
}
PATTERN = "re:"


def fold(text: str) -> str:
    """The text as patterns meet it; folding twice changes nothing."""
    text = DECORATION.sub("", unicodedata.normalize("NFKC", text).lower()).translate(DASHES)
    text = LEADING_ZERO.sub("", ISO_DAY.sub(r"\1年\2月\3日", text))
    for spelled, written in SPELLED_YEARS.items():
        text = text.replace(spelled, written)
    return TO.sub("-", text)  # last: a year that was spelled is a figure by now


def holds(pattern: str, folded: str) -> bool:
    """Whether a folded text has the pattern: plain words, which are folded too, or ``re:`` and an expression."""
    if pattern.startswith(PATTERN):
        return re.search(pattern.removeprefix(PATTERN), folded) is not None
    return fold(pattern) in folded
