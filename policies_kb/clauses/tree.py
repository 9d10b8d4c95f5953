"""The clause tree of one notice, and how to find a quote in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from policies_kb.clauses.audit import audit
from policies_kb.clauses.bare import bare
from policies_kb.clauses.ids import normalize_id, remoteness
from policies_kb.clauses.model import Clause, Paragraph
from policies_kb.clauses.remarks import Remark
from policies_kb.clauses.sentences import split_sentences


class ClauseTree:
    """All clauses of one notice in reading order. Immutable; lookups fold full-width ids."""

    clauses: Mapping[str, Clause]
    paragraphs: tuple[Paragraph, ...]

    def __init__(
        self, clauses: Mapping[str, Clause], paragraphs: tuple[Paragraph, ...], remarks: tuple[Remark, ...] = ()
    ) -> None:
        self.clauses = MappingProxyType(dict(clauses))
        self.paragraphs = paragraphs
        self._parser_remarks = remarks
        self._own_runs: dict[str, list[str]] = {clause_id: [] for clause_id in clauses}
        full: dict[str, list[str]] = {clause_id: [] for clause_id in clauses}
        before = ""
        for paragraph in paragraphs:
            letters = bare(paragraph.printed)
            runs = self._own_runs[paragraph.clause_id]
            if runs and before == paragraph.clause_id:
                runs[-1] += letters
            else:
                runs.append(letters)
            before = paragraph.clause_id
            at: str | None = paragraph.clause_id
            while at is not None:
                full[at].append(letters)
                at = clauses[at].parent
        self._own_text = {clause_id: "\n".join(runs) for clause_id, runs in self._own_runs.items()}
        self._full = {clause_id: "".join(parts) for clause_id, parts in full.items()}

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What was mended in the text and what was not understood, by line."""
        found = [*self._parser_remarks, *audit(self.clauses, self.paragraphs)]
        return tuple(sorted(found, key=lambda item: item.line))

    def get(self, clause_id: str) -> Clause | None:
        """Return the clause with this id, or None."""
        return self.clauses.get(normalize_id(clause_id))

    def contains(self, clause_id: str, quote: str) -> bool:
        """Say whether a clause, its descendants included, prints `quote` (letters and digits compared)."""
        wanted = bare(quote)
        return bool(wanted) and wanted in self._full.get(normalize_id(clause_id), "")

    def locate(self, quote: str, under: str | None = None) -> Clause | None:
        """Return the smallest clause that prints `quote`, or None.

        A clause whose own text prints it comes before one that needs its descendants' text as well; the
        notice's rules come before its frame (title, list of attachments …), and that before the forms
        attached to it; then the shorter text, then the earlier one.
        `under` limits the search to a clause and its descendants.
        """
        wanted = bare(quote)
        if not wanted:
            return None
        among = [at for at in self.clauses if under is None or self._is_within(at, under)]
        own = [at for at in among if any(wanted in run for run in self._own_runs[at])]
        found = own or [at for at in among if wanted in self._full[at]]
        if not found:
            return None
        size = self._own_size if own else self._full_size
        return self.clauses[min(found, key=lambda at: (remoteness(at), size(at)))]

    def places(self, quote: str) -> tuple[Clause, ...]:
        """Return every clause whose own text prints `quote`: rules alone where any does, else the frame, else forms.

        Where the quote runs over several clauses, the smallest that holds it. Empty where it is not printed.
        """
        wanted = bare(quote)
        own = [at for at, runs in self._own_text.items() if wanted and wanted in runs]
        if not own:
            found = self.locate(quote)
            return (found,) if found else ()
        nearest = min(map(remoteness, own))
        return tuple(self.clauses[at] for at in own if remoteness(at) == nearest)

    def sentences(self, clause_id: str) -> tuple[str, ...]:
        """Return the sentences of a clause's own text; KeyError names an unknown id."""
        return split_sentences(self.clauses[normalize_id(clause_id)].text)

    def _own_size(self, clause_id: str) -> int:
        return sum(map(len, self._own_runs[clause_id]))

    def _full_size(self, clause_id: str) -> int:
        return len(self._full[clause_id])

    def _is_within(self, clause_id: str, ancestor: str) -> bool:
        wanted = normalize_id(ancestor)
        at: str | None = clause_id
        while at is not None and at != wanted:
            at = self.clauses[at].parent
        return at == wanted
