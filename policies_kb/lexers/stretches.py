"""Stretches of a text between signs. What stands in brackets or in marks of quotation is never cut."""

from __future__ import annotations

from collections.abc import Iterator

OPENS = dict(zip("（(《“「[【〔", "）)》”」]】〕", strict=True))
SENTENCE = "。；;\n"
CLAUSE = "。；;，,\n\t"


def until(text: str, start: int, stops: str) -> int:
    """Where the first of ``stops`` stands behind ``start``, outside brackets; the end of the text where none does.

    A bracket that is never closed hides nothing.
    """
    at = start
    while at < len(text) and text[at] not in stops:
        closing = text.find(OPENS[text[at]], at) if text[at] in OPENS else -1
        at = closing + 1 if closing >= 0 else at + 1
    return at


def since(text: str, end: int, stops: str, start: int = 0) -> int:
    """Where the stretch begins that runs up to ``end``: behind the last of ``stops``, or at ``start``."""
    return max((text.rfind(sign, start, end) + 1 for sign in stops), default=start) or start


def cut(text: str, stops: str) -> Iterator[tuple[int, str]]:
    """Every stretch between ``stops`` with its beginning, brackets or not; none is empty."""
    start = 0
    for at in [*(at for at, sign in enumerate(text) if sign in stops), len(text)]:
        if at > start:
            yield start, text[start:at]
        start = at + 1


def bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Where each pair of round brackets begins and ends, signs and all; brackets within are part of the outer pair."""
    at = 0
    while at < len(text):
        if text[at] in "（(":
            depth, end = 1, at + 1
            while end < len(text) and depth:
                depth += (text[end] in "（(") - (text[end] in "）)")
                end += 1
            if not depth:
                yield at, end
                at = end
                continue
        at += 1
