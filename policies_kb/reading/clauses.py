"""The clauses of a message: what stands between two pauses."""

from __future__ import annotations

PAUSES = "，。；！？,.;!?\n 、：:"
# a point or a colon inside a number is no pause: 8:30, 2.5年
INSIDE_NUMBERS = ".:："


def clauses(text: str) -> list[str]:
    """The clauses in order, empty ones left out."""
    found, start = [], 0
    for position in [at for at in range(len(text)) if _is_pause(text, at)] + [len(text)]:
        if text[start:position].strip():
            found.append(text[start:position].strip())
        start = position + 1
    return found


def clause_around(text: str, position: int) -> tuple[str, int]:
    """The clause that holds ``position``, and where it starts."""
    start = next((at + 1 for at in range(position - 1, -1, -1) if _is_pause(text, at)), 0)
    end = next((at for at in range(position, len(text)) if _is_pause(text, at)), len(text))
    return text[start:end], start


def _is_pause(text: str, at: int) -> bool:
    if text[at] not in PAUSES:
        return False
    between = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
    return not (text[at] in INSIDE_NUMBERS and between)
