"""Walk the forms printed after a notice: 附件N and its numbered notes."""

from __future__ import annotations

from policies_kb.clauses import ids
from policies_kb.clauses.attachments import read_form_head, title_key
from policies_kb.clauses.builder import Builder
from policies_kb.clauses.dates import is_date
from policies_kb.clauses.notes import Notes
from policies_kb.clauses.numbering import Marker, Style, read_note_marker
from policies_kb.clauses.prose import is_label, is_open
from policies_kb.clauses.remarks import Kind
from policies_kb.clauses.source import Line


class Forms:
    """The form that the parser stands in, and its note."""

    def __init__(self, builder: Builder, notes: Notes, titles: dict[str, int]) -> None:
        self._builder = builder
        self._notes = notes
        self._titles = titles
        self._form: str | None = None
        self._current: str | None = None

    def step(self, line: Line, marker: Marker | None) -> bool:
        """Take a line; False where no form is open yet that it could belong to."""
        if self._open_form(line) or self._open_note(line, marker):
            return True
        if self._current is None:
            return False
        if marker or is_date(line.text) or not self._goes_on(line):
            self._builder.add(self._current, line)
        else:
            self._builder.extend(line)
        return True

    def missing(self) -> list[int]:
        """Return the numbers that the list names and no form has, where any form is printed at all."""
        if self._form is None:
            return []
        return sorted(number for number in self._titles.values() if f"{ids.ATTACHMENT}{number}" not in self._builder)

    def _goes_on(self, line: Line) -> bool:
        last = self._builder.last_text
        return bool(last) and is_open(last) and not line.is_row and not is_label(line.text)

    def _open_form(self, line: Line) -> bool:
        """A form opens at 附件N, or at its own title from the list where that heading is lost in print."""
        head = read_form_head(line)
        number = head.number if head else self._titles.get(title_key(line.text))
        clause_id = f"{ids.ATTACHMENT}{number}"
        if number is None or clause_id in self._builder:
            return False
        if head is None and self._form is not None and not self._builder.last_text:
            return False  # the title below a printed 附件N
        self._form = self._current = clause_id
        if head:
            self._builder.open(clause_id, head.printed, None, line, head.title)
        else:
            self._builder.open(clause_id, "", None, line, line.text)
            self._notes.add(Kind.FORM_HEADING_LOST, line, number=number)
        return True

    def _open_note(self, line: Line, marker: Marker | None) -> bool:
        """Numbered notes of a form: 注：1. opens the first, a bare number each further one."""
        if self._form is None:
            return False
        in_notes = self._current != self._form
        note = marker if in_notes else read_note_marker(line.text)
        if note is None or note.style is not Style.ARABIC:
            return False
        clause_id = f"{self._form}{ids.NOTE}{note.part}"
        if clause_id in self._builder:
            return False
        self._current = clause_id
        self._builder.open(clause_id, note.printed, self._form, line, note.rest)
        return True
