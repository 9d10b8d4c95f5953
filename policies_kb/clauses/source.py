"""Read the source text: drop Markdown dress and typesetting spaces, keep every character of the words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policies_kb.clauses.markup import decode, printed_lines
from policies_kb.clauses.numbering import read_marker
from policies_kb.clauses.splits import split_line

_RULE = re.compile(r"^(?:-{3,}|\*{3,}|_{3,})$")
_BLOCK_MARK = re.compile(r"^(?:#{1,6}\s+|[-*+]\s+|>\s+)+")
_BLOCK_SIGNS = frozenset("#-*+>")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_ESCAPE = re.compile(r"\\([\\*_#\[\]()<>.-])")
# A space stands between words only where both sides are ASCII; beside a Chinese sign it is typesetting.
_TYPESETTING_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words on it.

    `no` and `end` are its first and last 1-based numbers in the source, `text` is its clean text, `raw` its text
    as printed; `is_row` marks a row of a table.
    """

    no: int
    text: str
    after_blank: bool
    raw: str
    is_row: bool
    end: int


def read_lines(text: str) -> list[Line]:
    """Return the non-blank lines of a notice; a byte order mark and any kind of line end are tolerated.

    Several items, or several signatories, that share one printed line become lines of their own.
    """
    lines: list[Line] = []
    blank, in_table = True, False
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for printed in printed_lines(unified):
        raw = decode(printed.text.strip())
        bare_words = undress(raw)
        parts = (bare_words,) if printed.is_row else split_line(bare_words)
        for part in parts:
            clean = _tidy(part)
            if clean:
                in_table = printed.is_row or _is_row(printed.text, clean, in_table)
                lines.append(Line(printed.no, clean, blank, raw if len(parts) == 1 else part, in_table, printed.no))
            blank = not clean
    return lines


def undress(raw: str) -> str:
    """Strip Markdown from a line; a rule has no words."""
    if raw[:1] in "-*_" and _RULE.match(raw):
        return ""
    if raw[:1] in _BLOCK_SIGNS:
        raw = _BLOCK_MARK.sub("", raw)
    raw = raw.replace("**", "")
    if "<" in raw:
        raw = _AUTOLINK.sub(r"\1", raw)
    return _ESCAPE.sub(r"\1", raw) if "\\" in raw else raw


def _tidy(words: str) -> str:
    """Drop typesetting spaces; table cells stay apart by one tab."""
    if "\t" not in words:
        return _SPACE.sub(" ", _TYPESETTING_SPACE.sub("", words)).strip()
    cells = (_SPACE.sub(" ", _TYPESETTING_SPACE.sub("", cell)).strip() for cell in words.split("\t"))
    return "\t".join(cell for cell in cells if cell)


def _is_row(printed: str, clean: str, in_table: bool) -> bool:
    """Cells apart by tabs make a row; an item whose marker stands before a tab is none, outside a table."""
    if "\t" in clean:
        return in_table or read_marker(clean) is None
    return (in_table or clean.isdecimal()) and "\t" in printed.lstrip()
