"""Cut a printed line into the lines that it should have been: items run together, signatories side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policies_kb.clauses.dates import DATE
from policies_kb.clauses.numbering import LEVELS, Marker, Style, read_marker
from policies_kb.clauses.numerals import (
    ARABIC_NUMERAL,
    BRACKETED,
    CIRCLED,
    DOTTED,
    HAN_BRACKETED,
    HAN_NUMERAL,
)
from policies_kb.clauses.signatory import is_office

_SIGNS = "".join((*BRACKETED, *CIRCLED, *DOTTED, *HAN_BRACKETED))
# A marker inside a line follows a stop or a gap.
_INSIDE = re.compile(
    r"(?:(?<=[：:；;。！!？?…”])|(?<!附件)(?<![第表图共、,，~至\s-])\s+)"
    rf"(?=[（(]?(?:{HAN_NUMERAL}|{ARABIC_NUMERAL})[）).．、]|[{_SIGNS}])"
)
_OPENERS, _CLOSERS = "（(《“【", "）)》”】"
_NOT_A_LIST = re.compile(r"注\s*[：:]|说明\s*[：:]")
_OFFICE_AND_DATE = re.compile(rf"(?P<office>\S.*?\S)\s+(?P<date>{DATE})")
_SPACE = re.compile(r"\s+")


def split_line(line: str) -> Sequence[str]:
    """Return the parts of a line that are lines of their own; most lines are one."""
    if len(line) < 8:
        return (line,)
    if line[-1] in "局厅会委办府心校院学组部处司件日）)" and _SPACE.search(line):
        signed = _split_signature(line)
        if len(signed) > 1:
            return signed
    return _split_items(line) if _INSIDE.search(line) else (line,)


def _split_signature(line: str) -> list[str]:
    dated = _OFFICE_AND_DATE.fullmatch(line)
    names, day = (dated["office"], [dated["date"]]) if dated else (line, [])
    offices = names.split()
    named = [office.removesuffix("文件") for office in offices[-1:]] + offices[:-1]
    return [*offices, *day] if all(map(is_office, named)) else [line]


def _split_items(line: str) -> Sequence[str]:
    """Cut before each marker that goes on with the numbering of the line, or opens a list of two and more."""
    if _NOT_A_LIST.match(line):
        return (line,)
    inside = [(cut.end(), marker) for cut in _INSIDE.finditer(line) if (marker := read_marker(line[cut.end() :]))]
    own = read_marker(line)
    due: dict[Style, int] = {own.style: own.number + 1} if own else {}
    if line.startswith("附件"):
        due = {Style.ARABIC: 2}  # the first entry stays with the words 附件：
    cuts: list[int] = []
    for at, (start, marker) in enumerate(inside):
        if _depth(line, start) > 0:
            continue
        opens = marker.number == 1 and any(_follows(marker, later) for _, later in inside[at + 1 :])
        if due.get(marker.style) == marker.number or (opens and marker.style not in due):
            due = {style: number for style, number in due.items() if LEVELS[style] < LEVELS[marker.style]}
            due[marker.style] = marker.number + 1
            cuts.append(start)
    return [line[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(line)], strict=True)]


def _follows(marker: Marker, later: Marker) -> bool:
    return later.style is marker.style and later.number == marker.number + 1


def _depth(line: str, stop: int) -> int:
    head = line[:stop]
    return sum(head.count(sign) for sign in _OPENERS) - sum(head.count(sign) for sign in _CLOSERS)
