"""Page numbers: lines of their own that page breaks leave behind, often inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policies_kb.clauses.prose import joined
from policies_kb.clauses.remarks import Kind, Remark, remark
from policies_kb.clauses.seams import Seam, Seams, counts
from policies_kb.clauses.source import Line

_DRESSED = re.compile(
    r"[-—–―－─~～·•]+\s*(?P<a>\d{1,3})\s*[-—–―－─~～·•]+"
    r"|第\s*(?P<b>\d{1,3})\s*页(?:\s*[，,/、]?\s*[（(]?共\s*\d{1,3}\s*页[）)]?)?"
    r"|共\s*\d{1,3}\s*页\s*[，,/、]?\s*第\s*(?P<c>\d{1,3})\s*页"
    r"|(?P<d>\d{1,3})\s*/\s*(?P<of>\d{1,3})"
    r"|[Pp](?:age|\.)\s*(?P<e>\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?"
)
_BARE = re.compile(r"\d{1,3}")
_PAGE = 10  # lines; bare numbers nearer to each other are page numbers only beside one that surely is
_SHORT_PAGE = 3
_LONGEST = 24  # characters


@dataclass(slots=True)
class _Mark:
    at: int
    number: int
    certain: bool


def remove_pages(lines: list[Line]) -> tuple[list[Line], list[Remark]]:
    """Return the lines without page numbers, the halves of a cut sentence joined, and remarks.

    A number dressed as a page number (- 3 -, 第 3 页) is one; a bare number is one inside a sentence, or where
    it goes on with the page numbers around it. Other bare numbers stay.
    """
    marks = _find_marks(lines)
    if not marks:
        return lines, []
    standing = {mark.at for mark in marks}
    words = Seams(lines, standing)
    seams: dict[int, Seam] = {}
    counted: set[int] = set()
    for mark in marks:
        before, after = _neighbours(mark.at, standing)
        if before < 0 or after >= len(lines):
            continue
        if before + 2 < after and any(_BARE.fullmatch(lines[at].raw) for at in range(before + 1, after)):
            continue  # a bare number beside another one is no page number
        seams[mark.at] = words.judge(before, after)
        if seams[mark.at] is Seam.ONE_SENTENCE and not mark.certain:
            mark.certain = True
            if counts(lines[before].text, lines[after].text):
                counted.add(mark.at)
    _spread(marks)
    gone = {mark.at for mark in marks if mark.certain} - counted
    return _rebuild(lines, gone, counted, seams)


def _find_marks(lines: Sequence[Line]) -> list[_Mark]:
    marks = []
    for at, line in enumerate(lines):
        if len(line.raw) <= _LONGEST and not line.is_row and any(sign.isdigit() for sign in line.raw):
            dressed = _DRESSED.fullmatch(line.raw)
            if dressed and int(dressed["d"] or 0) <= int(dressed["of"] or 999):
                number = next(dressed[name] for name in "abcde" if dressed[name])
                marks.append(_Mark(at, int(number), True))
            elif _BARE.fullmatch(line.raw):
                marks.append(_Mark(at, int(line.raw), False))
    return marks


def _neighbours(at: int, standing: set[int]) -> tuple[int, int]:
    """The lines before and after a run of page numbers; they may lie outside the text."""
    before, after = at - 1, at + 1
    while before in standing:
        before -= 1
    while after in standing:
        after += 1
    return before, after


def _spread(marks: list[_Mark]) -> None:
    """A bare number next after or before a page number, a page away, is one as well."""
    onward = list(pairwise(marks))
    for known, other, step in [*((a, b, 1) for a, b in onward), *((b, a, -1) for a, b in reversed(onward))]:
        apart = abs(other.at - known.at)
        if other.number == known.number + step and apart >= (_SHORT_PAGE if known.certain else _PAGE):
            known.certain = other.certain = True


def _rebuild(
    lines: list[Line], gone: set[int], counted: set[int], seams: dict[int, Seam]
) -> tuple[list[Line], list[Remark]]:
    kept: list[Line] = []
    remarks: list[Remark] = []
    seam: Seam | None = None
    for at, line in enumerate(lines):
        if at in gone:
            seam = seams.get(at)
            said = "，前后两段接成一句" if seam is Seam.ONE_SENTENCE else ""
            remarks.append(remark(Kind.PAGE_NUMBER_REMOVED, line.no, line.raw, joined=said))
            continue
        if at in counted:
            remarks.append(remark(Kind.LONE_NUMBER, line.no, line.raw, place=f"…{kept[-1].text[-8:]}"))
            kept[-1] = _merged(kept[-1], line)
            seam = Seam.ONE_SENTENCE
            continue
        if seam is Seam.UNSURE:
            remarks.append(remark(Kind.PAGE_BREAK, line.no, line.raw))
        if seam is Seam.ONE_SENTENCE:
            kept[-1] = _merged(kept[-1], line)
        else:
            kept.append(replace(line, after_blank=True) if seam else line)
        seam = None
    return kept, remarks


def _merged(head: Line, tail: Line) -> Line:
    return replace(head, text=joined(head.text, tail.text), raw=head.raw + tail.raw, end=tail.end)
