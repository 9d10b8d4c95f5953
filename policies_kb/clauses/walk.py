"""Walk down a notice line by line and give each line to its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policies_kb.clauses import ids
from policies_kb.clauses.builder import Builder
from policies_kb.clauses.closing import Place, find_place
from policies_kb.clauses.dates import is_date
from policies_kb.clauses.forms import Forms
from policies_kb.clauses.kinds import DOCUMENT_KIND
from policies_kb.clauses.layout import Layout, Region
from policies_kb.clauses.markers import arabic_on_top, following, has_second
from policies_kb.clauses.notes import Notes
from policies_kb.clauses.numbering import Marker, Style, read_marker
from policies_kb.clauses.outline import Outline
from policies_kb.clauses.prose import bracket_depth, is_contact, is_cut_off, is_label, is_open
from policies_kb.clauses.remarks import Kind, Remark
from policies_kb.clauses.signatory import begins_name, is_office
from policies_kb.clauses.slips import read_slip
from policies_kb.clauses.source import Line

_FRAME = {
    Region.TITLE: ids.TITLE,
    Region.PREAMBLE: ids.PREAMBLE,
    Region.ATTACHMENT_LIST: ids.ATTACHMENT_LIST,
    Region.SIGNATURE: ids.SIGNATURE,
}
_STRAYS = {Region.AFTER_LIST: Kind.TEXT_AFTER_LIST, Region.AFTER_SIGNATURE: Kind.TEXT_AFTER_SIGNATURE}
# What letters print below their date as a rule.
_LETTER_FOOT = re.compile(r"[（(]?(?:抄送|抄报|主题词|此件|主动公开|依申请公开|校对|共印)|.*印发$")
_FAR = 200  # lines; the second item of a list stands nearer to the first
_LONGEST_LONE_NUMBER = 3  # digits


class Walk:
    """Where the parser stands: in the numbered clauses, or in one unnumbered part."""

    def __init__(
        self, lines: Sequence[Line], markers: Sequence[Marker | None], layout: Layout, remarks: list[Remark]
    ) -> None:
        self.builder = Builder()
        self.notes = Notes(remarks)
        self.forms = Forms(self.builder, self.notes, layout.form_titles)
        self._lines = lines
        self._markers = markers
        body = [None if region is Region.FORM else at for at, region in zip(markers, layout.regions, strict=True)]
        self._following = following(body)
        self._outline = Outline(self.builder, remarks, arabic_on_top(body))
        self._part: str | None = None  # the unnumbered part that the last line stood in

    def step(self, at: int, region: Region) -> None:
        """Give the line at `at` to its clause."""
        line, marker = self._lines[at], self._markers[at]
        if region in _FRAME:
            if region is Region.PREAMBLE:
                self._look_at(line, marker)
            self._add_to(_FRAME[region], line)
        elif region is not Region.FORM or not self.forms.step(line, marker):
            self._body(at, _STRAYS.get(region))

    def _body(self, at: int, stray: Kind | None) -> None:
        line, marker = self._lines[at], self._accepted(at)
        if marker:
            self._part = None
            self._outline.enter(marker, line)
            self.notes.marker(marker, line)
        else:
            self._look_at(line, self._markers[at])
            self._prose(line, self._following[at], stray is not None)
        if stray and not _LETTER_FOOT.match(line.text):
            self.notes.stray(stray, line, self._current)

    def _accepted(self, at: int) -> Marker | None:
        """The marker of a line, unless the sentence above is cut off and goes on with what looks like one."""
        line, marker, last = self._lines[at], self._markers[at], self.builder.last_text
        if marker is None:
            slip = None if line.is_row else read_slip(line.text)
            return slip.marker if slip and self._is_due(slip.marker, at) else None
        if is_cut_off(last) and (marker.number != self._outline.due(marker) or _closes_bracket(marker, last)):
            return None
        return marker

    def _is_due(self, marker: Marker, at: int) -> bool:
        """A doubtful marker counts in its place in its list; as the first, if the second follows."""
        if marker.number != self._outline.due(marker):
            return False
        return marker.number > 1 or has_second(marker, self._lines[at + 1 : at + _FAR])

    def _prose(self, line: Line, below: Marker | None, is_stray: bool) -> None:
        part, outline = self._part, self._outline
        opens_contact = is_contact(line.text) and ids.CONTACT not in self.builder
        if opens_contact and (is_stray or (part is None and outline.depth > 1)):
            # Below a sub-clause, the contacts speak for the notice and not for that sub-clause.
            self._part = ids.CONTACT
            self.builder.open(ids.CONTACT, "", None, line, line.text)
        elif part is not None or outline.current is None:
            self._add_to(part or ids.PREAMBLE, line, is_stray)
        else:
            self._below_item(line, below)

    def _below_item(self, line: Line, below: Marker | None) -> None:
        """A line of prose below a numbered clause: it belongs to it, or to the parent of its list."""
        place = Place.ITEM if line.is_row else find_place(line.text, self._outline, self.builder, below)
        if place is Place.ITEM and self._goes_on(line):
            self.builder.extend(line)
            return
        if place is not Place.ITEM:
            self._outline.end_list(below)
        if place is Place.PERHAPS_PARENT:
            self.notes.add(Kind.CLOSING_PARAGRAPH, line, place=self._current)
        self.builder.add(self._current, line)

    @property
    def _current(self) -> str:
        return self._part or self._outline.current or ids.PREAMBLE

    def _add_to(self, part: str, line: Line, is_stray: bool = False) -> None:
        """Title, preamble, list of attachments, signature: lines set close together are one paragraph."""
        goes_on = self._part == part and (self._goes_on(line) if is_stray else self._goes_on_in(part, line))
        if self._part != part:
            self._outline.close()
            self._part = part
        if part not in self.builder:
            self.builder.open(part, "", None, line, line.text)
        elif goes_on:
            self.builder.extend(line)
        else:
            self.builder.add(part, line)

    def _goes_on_in(self, part: str, line: Line) -> bool:
        last = self.builder.last_text
        if part in (ids.PREAMBLE, ids.CONTACT):
            return self._goes_on(line, labels_begin=part == ids.CONTACT)
        if part == ids.TITLE:
            return "关于" in last and not DOCUMENT_KIND.search(last)
        if (
            line.after_blank
            or is_date(line.text)
            or is_date(last)
            or read_marker(line.text)
            or line.text.startswith("附件")
        ):
            return False
        return not (is_office(last) and is_office(line.text) and begins_name(line.text))

    def _goes_on(self, line: Line, labels_begin: bool = True) -> bool:
        """Say whether a line goes on with the sentence above; a lone number, a row or a label does not."""
        if line.is_row or _is_lone_number(line) or (labels_begin and is_label(line.text)):
            return False
        last = self.builder.last_text
        if last[:1] in ("（", "(") and bracket_depth(last) > 0:
            last = last[1:]  # a number that lost its second bracket keeps no sentence open
        return bool(last) and is_open(last)

    def _look_at(self, line: Line, refused: Marker | None) -> None:
        """Remark on a line of prose that looks like something else."""
        if _is_lone_number(line):
            self.notes.add(Kind.LONE_NUMBER, line, place=self._current)
        elif refused and not _closes_bracket(refused, self.builder.last_text):
            self.notes.add(Kind.MARKER_LIKE_PROSE, line, printed=refused.printed, place=self._current)
        elif not line.is_row:
            self.notes.prose(line, self._current, self._outline.due_here(), not self._goes_on(line))


def _closes_bracket(marker: Marker, last: str) -> bool:
    """`1）` may close a bracket that was open in the line above."""
    return marker.style is Style.HALF_BRACKET and bracket_depth(last) > 0


def _is_lone_number(line: Line) -> bool:
    return len(line.text) <= _LONGEST_LONE_NUMBER and line.text.isdecimal() and not line.is_row
