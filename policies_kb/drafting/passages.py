"""The sentences of a notice with the headings that they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policies_kb.clauses import ClauseTree, bare, ids, is_attachment_body

FRAME = frozenset({ids.TITLE, ids.SIGNATURE, ids.ATTACHMENT_LIST})
BLANK = re.compile(r"[xX×_＿]{2,}|×\s*[月日]|年\s*月\s*日")  # of a template, never a fact


@dataclass(frozen=True)
class Passage:
    """One sentence. ``headings``: of its clause first, then of those above it."""

    clause: str
    text: str
    headings: tuple[str, ...]
    order: int

    @property
    def is_form(self) -> bool:
        """Whether it stands in a form printed after the notice."""
        return is_attachment_body(self.clause)

    @property
    def in_frame(self) -> bool:
        """Whether it is title, signature or list of attachments."""
        return self.clause in FRAME

    @property
    def is_heading(self) -> bool:
        """Whether it says no more than the heading of its clause."""
        return bool(self.headings) and bare(self.text) == bare(self.headings[0])

    @property
    def blank(self) -> bool:
        """Whether a template leaves blanks in it."""
        return BLANK.search(self.text) is not None


def passages(tree: ClauseTree) -> tuple[Passage, ...]:
    """Every sentence in reading order."""
    found: list[Passage] = []
    for name in tree.clauses:
        headings = tuple(_headings(tree, name))
        for text in tree.sentences(name):
            if bare(text):
                found.append(Passage(name, text, headings, len(found)))
    return tuple(found)


def rules(tree: ClauseTree) -> list[Passage]:
    """The sentences of the notice's own clauses, without frame and forms."""
    return [passage for passage in passages(tree) if not passage.is_form and not passage.in_frame]


def _headings(tree: ClauseTree, name: str) -> Iterator[str]:
    clause = tree.get(name)
    own = True
    while clause is not None:
        heading = clause.heading or ("" if own else clause.text.split("\n")[0])
        own = False
        if heading:
            yield heading
        clause = tree.get(clause.parent) if clause.parent else None
