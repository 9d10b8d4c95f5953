"""Records on file that a draft may take facts from, the nearest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from policies_kb.clauses import bare
from policies_kb.loading import KnowledgeBase, Notice, lined_yaml
from policies_kb.loading.source import RECORD, RULES
from policies_kb.model.facts import AnyFact

from .passages import Passage, passages
from .standing import wordless


@dataclass(frozen=True)
class Donor:
    """A notice on file with its files as they are written. ``same_line``: last year's notice of the same line."""

    notice: Notice
    record: dict[str, Any]
    rules: dict[str, Any]
    same_line: bool
    nearest: bool

    @property
    def name(self) -> str:
        """How reasons name it."""
        return self.notice.head.with_round

    @cached_property
    def facts(self) -> dict[str, AnyFact]:
        """Its facts by id."""
        return {fact.id: fact for fact in self.notice.record.facts}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its sentences."""
        return passages(self.notice.tree)

    @cached_property
    def clauses(self) -> frozenset[str]:
        """The letters of its clauses, figures aside."""
        return frozenset(wordless(clause.text) for clause in self.notice.tree.clauses.values())

    @cached_property
    def letters(self) -> str:
        """Its text as letters and digits."""
        return bare(self.notice.text)


def donors(base: KnowledgeBase, own: Iterable[Passage], line_of: str) -> list[Donor]:
    """Every notice on file: last year's of the line, then those that print most of the new notice's sentences."""
    sentences = [bare(passage.text) for passage in own]

    def near(notice: Notice) -> tuple[bool, int]:
        letters = bare(notice.text)
        return notice.id == line_of, sum(len(sentence) for sentence in sentences if sentence in letters)

    ordered = sorted((n for n in base.notices.values() if not n.head.amends), key=near, reverse=True)
    made = []
    for at, notice in enumerate(ordered):
        source = base.sources[notice.id]
        record = lined_yaml(source, RECORD).data
        rules = lined_yaml(source, RULES).data if RULES in source.files else {}
        made.append(Donor(notice, record, rules or {}, notice.id == line_of, at == 0))
    return made
