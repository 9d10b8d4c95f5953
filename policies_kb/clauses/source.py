"""Read the source text: drop Markdown dress and typesetting spaces, keep every character of the words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RULE = re.compile(r"^(?:-{3,}|\*{3,}|_{3,})$")
_BLOCK_MARK = re.compile(r"^(?:#{1,6}\s+|[-*+]\s+|>\s+)+")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_ESCAPE = re.compile(r"\\([\\*_#\[\]()<>.-])")
# A space stands between words only where both sides are ASCII; beside a Chinese sign it is typesetting.
_TYPESETTING_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Line:
    """A line with words on it: 1-based number in the source, clean text, whether a blank line precedes it."""

    no: int
    text: str
    after_blank: bool


def read_lines(text: str) -> list[Line]:
    """Return the non-blank lines of a notice; a byte order mark and any kind of line end are tolerated."""
    lines: list[Line] = []
    blank = True
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for no, raw in enumerate(unified.split("\n"), start=1):
        clean = clean_line(raw)
        if clean:
            lines.append(Line(no, clean, blank))
        blank = not clean
    return lines


def clean_line(raw: str) -> str:
    """Strip Markdown and typesetting spaces from one line; table cells stay apart by one tab."""
    stripped = raw.strip()
    if _RULE.match(stripped):
        return ""
    stripped = _BLOCK_MARK.sub("", stripped).replace("**", "")
    stripped = _ESCAPE.sub(r"\1", _AUTOLINK.sub(r"\1", stripped))
    cells = (_SPACE.sub(" ", _TYPESETTING_SPACE.sub("", cell)).strip() for cell in stripped.split("\t"))
    return "\t".join(cell for cell in cells if cell)
