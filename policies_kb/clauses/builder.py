"""Collect paragraphs into clauses while the parser walks down a notice."""

from __future__ import annotations

from policies_kb.clauses import ids
from policies_kb.clauses.model import Clause, Paragraph
from policies_kb.clauses.prose import heading_of, joined
from policies_kb.clauses.source import Line


class Builder:
    """The clauses opened so far, in reading order, and their paragraphs, in printed order."""

    def __init__(self) -> None:
        self._parents: dict[str, str | None] = {}
        self._paragraphs: list[Paragraph] = []
        self._own: dict[str, list[int]] = {}  # the places of a clause's paragraphs

    def __contains__(self, clause_id: str) -> bool:
        return clause_id in self._parents

    def open(self, clause_id: str, number: str, parent: str | None, line: Line, text: str) -> None:
        """Open a clause whose first printed line is `line`; `text` is that line after the marker."""
        self._parents[clause_id] = parent
        self._append(Paragraph(clause_id, number, text, line.no, line.end))

    def add(self, clause_id: str, line: Line) -> None:
        """Add a paragraph to a clause; the first one follows a marker that stood on a line of its own."""
        last = self._paragraphs[-1] if self._paragraphs else None
        if last is not None and last.clause_id == clause_id and not last.text:
            self.extend(line)
        else:
            self._append(Paragraph(clause_id, "", line.text, line.no, line.end))

    def extend(self, line: Line) -> None:
        """Go on with the last paragraph, which a line or page break had cut."""
        last = self._paragraphs[-1]
        text = joined(last.text, line.text)
        self._paragraphs[-1] = Paragraph(last.clause_id, last.number, text, last.line, line.end)

    @property
    def last_text(self) -> str:
        """The text of the last paragraph so far, "" before the first."""
        return self._paragraphs[-1].text if self._paragraphs else ""

    @property
    def last_clause(self) -> str | None:
        """The clause of the last paragraph so far."""
        return self._paragraphs[-1].clause_id if self._paragraphs else None

    def count(self, clause_id: str) -> int:
        """Return how many paragraphs a clause has so far."""
        return len(self._own.get(clause_id, ()))

    def first_text(self, clause_id: str) -> str:
        """Return the first paragraph of a clause."""
        return self._paragraphs[self._own[clause_id][0]].text

    def _append(self, paragraph: Paragraph) -> None:
        self._own.setdefault(paragraph.clause_id, []).append(len(self._paragraphs))
        self._paragraphs.append(paragraph)

    def finish(self) -> tuple[dict[str, Clause], tuple[Paragraph, ...]]:
        """Return the clauses by id in reading order, and all paragraphs in printed order."""
        family: dict[str, list[Paragraph]] = {clause_id: [] for clause_id in self._parents}
        children: dict[str, list[str]] = {clause_id: [] for clause_id in self._parents}
        for clause_id, parent in self._parents.items():
            if parent is not None:
                children[parent].append(clause_id)
        for paragraph in self._paragraphs:
            at: str | None = paragraph.clause_id
            while at is not None:
                family[at].append(paragraph)
                at = self._parents[at]
        return {at: self._clause(at, family[at], children[at]) for at in self._parents}, tuple(self._paragraphs)

    def _clause(self, clause_id: str, family: list[Paragraph], children: list[str]) -> Clause:
        own = [self._paragraphs[at] for at in self._own[clause_id]]
        return Clause(
            id=clause_id,
            number=own[0].number,
            heading=_heading(clause_id, own),
            text="\n".join(paragraph.text for paragraph in own),
            full_text="\n".join(paragraph.printed for paragraph in family),
            parent=self._parents[clause_id],
            children=tuple(children),
            line=own[0].line,
            end_line=max(paragraph.end_line for paragraph in family),
        )


def _heading(clause_id: str, own: list[Paragraph]) -> str | None:
    """The title's heading is the document's name; other unnumbered parts but the forms have none."""
    if clause_id == ids.TITLE:
        return own[-1].text
    if clause_id in ids.UNNUMBERED or not own[0].text:
        return None
    return heading_of(own[0].text)
