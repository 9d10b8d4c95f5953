"""Puts notices through every check; a faulty one is named and keeps no other back."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from policies_kb.answering import Answerer
from policies_kb.clauses import Remark, Severity
from policies_kb.eligibility import NoticeRules, notice_rules
from policies_kb.loading import KnowledgeBase, Notice, NoticeSource, Problem, RecordError, load_notice
from policies_kb.loading.lines import check_lines, doubts
from policies_kb.loading.source import TEXT
from policies_kb.reference import Reference, load_reference
from policies_kb.wordbook import BOOK, FILE, BookFault, Wordbook, apart, overlaid

from .leftovers import leftovers
from .probes import Probe, probe

logger = logging.getLogger(__name__)
Thing = TypeVar("Thing")

SHOWN = 30  # characters


@dataclass
class Examination:
    """What the gate found. ``notices`` and ``rules`` hold those without a fault of their own.

    ``doubts``: what a person should look at; they refuse nothing. ``probes``: questions made from each
    record, as answered.
    """

    notices: dict[str, Notice] = field(default_factory=dict)
    rules: dict[str, NoticeRules] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    probes: dict[str, list[Probe]] = field(default_factory=dict)

    def of(self, notice_id: str) -> list[Problem]:
        """The problems of one notice."""
        return [problem for problem in self.problems if problem.file.split("/", 1)[0] == notice_id]


class Shown(Protocol):
    """Gives the things of some work one by one, and shows somebody how far it is."""

    def __call__(self, what: str, things: Collection[Thing], /) -> Iterable[Thing]:
        """``what``: the work in a few words."""


def unseen(_what: str, things: Collection[Thing], /) -> Iterable[Thing]:
    """Work that nobody watches."""
    return things


def examine(sources: Iterable[NoticeSource], reference: Reference | None = None, shown: Shown = unseen) -> Examination:
    """Checks every notice by itself and all together; ``shown`` shows how far it is."""
    reference = reference or load_reference()
    found = Examination()
    listed, book = list(sources), Wordbook()
    try:
        listed, book = apart(listed)
    except BookFault as fault:
        listed = [source for source in listed if source.id != BOOK]
        found.problems.append(Problem(f"{BOOK}/{FILE}", 1, "", fault.problem, fault.mend))
    by_id = {source.id: source for source in listed}
    for source in shown("查通知", by_id.values()):
        try:
            notice = load_notice(source, reference)
            found.doubts += [
                _doubt(source, remark) for remark in notice.tree.remarks if remark.severity is Severity.DOUBT
            ]
            if not notice.head.amends:  # what changes another notice has no rules of its own
                found.rules[source.id] = notice_rules(source, notice, reference)
            found.notices[source.id] = notice
            found.problems += leftovers(source, notice, reference)
        except RecordError as error:
            found.problems += error.problems
        except Exception as error:  # whatever a half-edited file makes a check do, it may stop only its own notice
            logger.exception("a check broke down over notice %s", source.id)
            problem = f"检查到一半出错（{type(error).__name__}）"
            found.problems.append(Problem(source.id, 1, "", problem, "看看这份通知刚改过的地方，把日志交给程序员"))
    base = KnowledgeBase(found.notices, reference)
    found.problems += check_lines(base, by_id)
    found.doubts += doubts(base)
    fine = {name: notice for name, notice in found.notices.items() if not found.of(name)}
    brain = Answerer(KnowledgeBase(fine, overlaid(reference, book), wordbook=book))
    for name, notice in shown("试问", fine.items()):
        found.probes[name] = probe(notice, found.rules.get(name), brain)
        found.problems += [one.problem() for one in found.probes[name] if one.fault]
    return found


def _doubt(source: NoticeSource, remark: Remark) -> str:
    return f"{source.name(TEXT)} 第{remark.line}行“{remark.text[:SHOWN]}”：{remark.said} → {remark.mend}"


def check_sources(sources: Mapping[str, NoticeSource]) -> list[Problem]:
    """Every problem of these notices; none means that they may be released."""
    return examine(sources.values()).problems
