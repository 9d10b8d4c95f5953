"""The printed markers of official notices, from 一、 down to ①, and the ids that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


@dataclass(frozen=True)
class Marker:
    """A marker at the head of a line.

    `level` is 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, 5 for ①; `part` is what it adds to the
    id of the clause above; `printed` is the marker as printed; `rest` is the line after it.
    """

    level: int
    part: str
    printed: str
    rest: str


# 1.5 and 10.25 are amounts or dates; "10.2021、2022…" is item ten that starts with a year.
_STYLES: tuple[tuple[int, re.Pattern[str], str], ...] = (
    (1, re.compile(rf"(?P<n>{_NUMERAL})、"), "{}"),
    (2, re.compile(rf"[（(](?P<n>{_NUMERAL})[）)]、?"), "({})"),
    (3, re.compile(r"(?P<n>[1-9]\d?)(?:[.．](?!\d{1,2}(?!\d))|、(?!\d))\s*"), "{}"),
    # The dot may be lost in print before an opening quotation mark or title mark.
    (3, re.compile(r"(?P<n>[1-9]\d?)(?=[“《])"), "{}"),
    (4, re.compile(r"[（(](?P<n>[1-9]\d?)[）)](?=.)"), "({})"),
    (5, re.compile(rf"(?P<n>[{_CIRCLED}])"), "{}"),
)
_NOTE = re.compile(r"(?P<printed>注[：:]\s*(?P<n>[1-9]\d?)[.．、])\s*(?P<rest>.+)")


def read_marker(line: str) -> Marker | None:
    """Return the marker that opens a clean line, or None."""
    for level, pattern, form in _STYLES:
        found = pattern.match(line)
        if found:
            return Marker(level, form.format(found["n"]), found[0].strip(), line[found.end() :])
    return None


def read_note_marker(line: str) -> Marker | None:
    """Return the marker of the first numbered note of a form (`注：1. …`), or None."""
    found = _NOTE.match(line)
    return Marker(3, found["n"], found["printed"], found["rest"]) if found else None
