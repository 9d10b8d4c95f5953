"""Turn the text of a notice into its clauses: one pass over the lines, one rule per kind of line."""

from __future__ import annotations

from policies_kb.clauses import ids
from policies_kb.clauses.builder import Builder
from policies_kb.clauses.layout import Layout, Region, find_layout, form_number, is_date, title_key
from policies_kb.clauses.numbering import Marker, read_marker, read_note_marker
from policies_kb.clauses.prose import closes_list, is_contact, is_label, is_open
from policies_kb.clauses.source import Line, read_lines
from policies_kb.clauses.tree import ClauseTree

_PLAIN_REGIONS = {
    Region.TITLE: ids.TITLE,
    Region.PREAMBLE: ids.PREAMBLE,
    Region.ATTACHMENT_LIST: ids.ATTACHMENT_LIST,
    Region.SIGNATURE: ids.SIGNATURE,
}


def parse(text: str) -> ClauseTree:
    """Return the clause tree of a notice's text; text without any words gives an empty tree."""
    lines = read_lines(text)
    layout = find_layout(lines)
    walk = _Walk(layout)
    for line, region in zip(lines, layout.regions, strict=True):
        walk.step(line, region)
    return ClauseTree(*walk.builder.finish())


class _Walk:
    """Where the parser stands: the open numbered clauses from the top down, or one unnumbered clause."""

    def __init__(self, layout: Layout) -> None:
        self.builder = Builder()
        self._form_titles = layout.form_titles
        self._open: list[tuple[int, str]] = []  # (level, id)
        self._form: str | None = None

    def step(self, line: Line, region: Region) -> None:
        if region is Region.BODY:
            self._body(line)
        elif region is Region.FORM:
            self._form_line(line)
        else:
            self._plain(_PLAIN_REGIONS[region], line)

    @property
    def _current(self) -> str | None:
        return self._open[-1][1] if self._open else None

    def _plain(self, clause_id: str, line: Line) -> None:
        """Title, preamble, list of attachments, signature: lines set close together are one paragraph."""
        if clause_id not in self.builder:
            self._open = [(0, clause_id)]
            self.builder.open(clause_id, "", None, line, line.text)
        elif self._current == clause_id and self._continues_plain(clause_id, line):
            self.builder.extend(line)
        else:
            self._open = [(0, clause_id)]
            self.builder.add(clause_id, line)

    def _continues_plain(self, clause_id: str, line: Line) -> bool:
        if clause_id == ids.PREAMBLE:
            return is_open(self.builder.last_text)
        if clause_id == ids.TITLE or line.after_blank:
            return False
        return not (is_date(line.text) or read_marker(line.text))

    def _body(self, line: Line) -> None:
        marker = read_marker(line.text)
        if marker and self._open_numbered(marker, line):
            return
        if self._current is None or self._current in _PLAIN_REGIONS.values():
            # Words after the signature that belong to no form stay where they are printed.
            self._plain(self._current or ids.PREAMBLE, line)
        elif is_contact(line.text) and len(self._open) > 1 and ids.CONTACT not in self.builder:
            # Below a sub-clause, the contacts speak for the notice and not for that sub-clause.
            self._open = [(0, ids.CONTACT)]
            self.builder.open(ids.CONTACT, "", None, line, line.text)
        elif len(self._open) > 1 and closes_list(line.text, self.builder.last_text):
            self._open.pop()
            self.builder.add(self._open[-1][1], line)
        else:
            self._continue(self._current, line)

    def _open_numbered(self, marker: Marker, line: Line) -> bool:
        """Open a numbered clause; refuse (False) a number that its parent has already had."""
        above = [entry for entry in self._open if 0 < entry[0] < marker.level]
        parent = above[-1][1] if above else None
        clause_id = (parent or "") + marker.part
        if clause_id in self.builder:
            return False
        self._open = [*above, (marker.level, clause_id)]
        self.builder.open(clause_id, marker.printed, parent, line, marker.rest)
        return True

    def _continue(self, clause_id: str, line: Line) -> None:
        last = self.builder.last_text
        if last and is_open(last) and not is_label(line.text):
            self.builder.extend(line)
        else:
            self.builder.add(clause_id, line)

    def _form_line(self, line: Line) -> None:
        if self._open_form(line) or self._open_note(line):
            return
        current = self._current
        assert current is not None, "a form region starts with a line that opens a form"
        if read_marker(line.text) or is_date(line.text):
            self.builder.add(current, line)
        else:
            self._continue(current, line)

    def _open_form(self, line: Line) -> bool:
        """A form opens at 附件N, or at its own title from the list where that heading is lost in print."""
        printed = form_number(line.text)
        number = printed if printed is not None else self._form_titles.get(title_key(line.text))
        clause_id = f"{ids.ATTACHMENT}{number}"
        if number is None or clause_id in self.builder:
            return False
        if printed is None and self._form is not None and not self.builder.last_text:
            return False  # the title below a printed 附件N
        self._form = clause_id
        self._open = [(0, clause_id)]
        if printed is not None:
            self.builder.open(clause_id, line.text, None, line, "")
        else:
            self.builder.open(clause_id, "", None, line, line.text)
        return True

    def _open_note(self, line: Line) -> bool:
        """Numbered notes of a form: 注：1. opens the first, a bare number each further one."""
        in_notes = self._current is not None and self._current != self._form
        marker = read_marker(line.text) if in_notes else read_note_marker(line.text)
        if marker is None or marker.level != 3 or self._form is None:
            return False
        clause_id = f"{self._form}{ids.NOTE}{marker.part}"
        if clause_id in self.builder:
            return False
        self._open = [(0, clause_id)]
        self.builder.open(clause_id, marker.printed, self._form, line, marker.rest)
        return True
