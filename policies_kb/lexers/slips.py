"""Figures that scanning has damaged: a letter in the place of the digit that it looks like (1O月, l0个工作日)."""

from __future__ import annotations

import re
from dataclasses import dataclass

LOOKS_LIKE = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"}
DOUBTFUL = "SBZ"  # 5, 8, 2: too seldom right to be read, but never read over
_UNIT = r"\s*(?:[年月日]|个?工作日|小时|元|次|份|课时|学时|天)"


def _in_counts(letters: str) -> str:
    """Letters beside a digit before a unit or within a time of day; or alone before a unit."""
    signs = rf"[\d{letters}]*"
    beside = rf"{signs}(?:\d[{letters}]|[{letters}]\d){signs}(?={_UNIT}|\s*[:：])"
    return rf"(?<![A-Za-z])(?:{beside}|[{_CERTAIN}]+(?={_UNIT}))"


def _in_phones(letters: str) -> str:
    """Letters in what has the length of a phone; an address of the web has dots or other letters around it."""
    sign = rf"[\d{letters}]"
    five_digits = rf"(?=(?:[-－{letters}]*\d){{5}})"
    shape = rf"(?=[-－\d]*[{letters}]){five_digits}{sign}{{3,4}}[-－]?{sign}{{7,8}}"
    return rf"(?<![A-Za-z./\d]){shape}(?![A-Za-z./\d])"


_CERTAIN = "lIOo|"
_SLIP, _MENDED = (
    re.compile(f"{_in_counts(letters)}|{_in_phones(letters)}") for letters in (_CERTAIN + DOUBTFUL, _CERTAIN)
)


@dataclass(frozen=True)
class Slip:
    """``printed`` stood where now ``read`` stands: at ``start`` of the line ``line`` of the mended text."""

    printed: str
    read: str
    line: str
    start: int
    number: int  # of the line, from 1


def slips(text: str) -> list[str]:
    """Figures with a letter among their digits: nothing read beside one is to be trusted."""
    return [found[0] for found in _SLIP.finditer(text)]


def mend(text: str) -> tuple[str, tuple[Slip, ...]]:
    """The text with the digits that letters stand for, and every place where one was put in. Lengths stay."""
    lines, made = text.split("\n"), list[Slip]()
    for at, line in enumerate(lines):
        lines[at] = _MENDED.sub(lambda found: _digits(found[0]), line)
        made += [
            Slip(found[0], _digits(found[0]), lines[at], found.start(), at + 1) for found in _MENDED.finditer(line)
        ]
    return "\n".join(lines), tuple(made)


def _digits(printed: str) -> str:
    return "".join(LOOKS_LIKE.get(sign, sign) for sign in printed)
