"""Collect the parser's remarks while it walks; runs of one kind make one remark with their count."""

from __future__ import annotations

from policies_kb.clauses.lookalikes import looks_numbered, unknown_style
from policies_kb.clauses.numbering import Marker, Style
from policies_kb.clauses.remarks import Kind, Remark, remark
from policies_kb.clauses.slips import mended
from policies_kb.clauses.source import Line


class Notes:
    """What there is to say about a text so far."""

    def __init__(self, remarks: list[Remark]) -> None:
        self.remarks = remarks
        self._unknown: dict[str, list[Line]] = {}
        self._strays: dict[Kind, tuple[str, list[Line]]] = {}
        self._due_next: int | None = None
        self._heads: list[tuple[Line, Marker]] = []

    def add(self, kind: Kind, line: Line, **values: object) -> None:
        """Remark on one line."""
        self.remarks.append(remark(kind, line.no, line.text, None, **values))

    def marker(self, marker: Marker, line: Line) -> None:
        """Take note of a marker that was read; remark on it where its print is damaged."""
        self._due_next = None
        if marker.slip:
            self.add(Kind.OCR_MENDED, line, printed=marker.printed, how=marker.slip, read=mended(marker))
        elif marker.style is Style.HAN:
            self._heads.append((line, marker))

    def prose(self, line: Line, place: str, due: int | None, is_new: bool) -> None:
        """Remark on a line read as prose that looks numbered; inside a sentence only if its number is due.

        After 2 was remarked on, 3 is due.
        """
        style = unknown_style(line)
        if style and is_new:
            self._unknown.setdefault(style, []).append(line)
            return
        dues = {due, self._due_next}
        printed = looks_numbered(line, dues)
        number = int(printed) if printed and printed.isdecimal() else None
        if printed and (is_new or (number is not None and number in dues)):
            self.add(Kind.MARKER_LIKE_PROSE, line, printed=printed, place=place)
            self._due_next = number + 1 if number else None

    def stray(self, kind: Kind, line: Line, place: str) -> None:
        """Count a line that stands where none should, such as after the signature."""
        self._strays.setdefault(kind, (place, []))[1].append(line)

    def missing_forms(self, numbers: list[int], line: int) -> None:
        """Remark on attachments that the list names and the text does not print, where it prints others."""
        for number in numbers:
            found = f"附件目录里有附件{number}，后面没有印出"
            self.remarks.append(remark(Kind.NUMBERING_GAP, line, f"附件{number}", place="附件", found=found))

    def finish(self) -> tuple[Remark, ...]:
        """Return all remarks in the order of their lines."""
        for style, lines in self._unknown.items():
            self.add(Kind.UNKNOWN_STYLE, lines[0], style=style, count=len(lines))
        for kind, (place, lines) in self._strays.items():
            self.add(kind, lines[0], place=place, count=len(lines))
        self._odd_stops()
        return tuple(sorted(self.remarks, key=lambda item: item.line))

    def _odd_stops(self) -> None:
        """二. among 一、 and 三、 is a slip; 一. 二. 三. is a style."""
        dotted = [(line, marker) for line, marker in self._heads if marker.printed[-1] in ".．"]
        if 0 < len(dotted) <= len(self._heads) - len(dotted):
            for line, marker in dotted:
                how = "后面的标点与其他各条不同"
                self.add(Kind.OCR_MENDED, line, printed=marker.printed, how=how, read=mended(marker))
