"""Puts notices through every check; a faulty one is named and keeps no other back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from policies_kb.eligibility import NoticeRules, notice_rules
from policies_kb.loading import KnowledgeBase, Notice, NoticeSource, Problem, RecordError, load_notice
from policies_kb.loading.lines import check_lines
from policies_kb.reference import Reference, load_reference


@dataclass
class Examination:
    """What the gate found. ``notices`` and ``rules`` hold those without a fault of their own.

    ``doubts``: what a person should look at; they refuse nothing.
    """

    notices: dict[str, Notice] = field(default_factory=dict)
    rules: dict[str, NoticeRules] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def of(self, notice_id: str) -> list[Problem]:
        """The problems of one notice."""
        return [problem for problem in self.problems if problem.file.split("/", 1)[0] == notice_id]


def examine(sources: Iterable[NoticeSource], reference: Reference | None = None) -> Examination:
    """Checks every notice by itself and all together."""
    reference = reference or load_reference()
    found = Examination()
    by_id = {source.id: source for source in sources}
    for source in by_id.values():
        try:
            notice = load_notice(source, reference)
            found.rules[source.id] = notice_rules(source, notice, reference)
            found.notices[source.id] = notice
        except RecordError as error:
            found.problems += error.problems
    found.problems += check_lines(KnowledgeBase(found.notices, reference), by_id)
    return found
