"""Reads rules.yml of every notice and checks it against the notice's text. All problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from policies_kb.answering.windows import day_of
from policies_kb.clauses import ClauseTree
from policies_kb.loading import KnowledgeBase, Notice, NoticeSource, Problem, RecordError
from policies_kb.loading.load import lined_yaml
from policies_kb.loading.source import read_notice
from policies_kb.loading.yaml_lines import Location
from policies_kb.model.facts import Stage, WindowFact

from .predicates import FIELDS, Predicate, Region, Years, reads
from .rules import Condition, Rules, Span
from .values import moment

MENDS = {"missing": "add the field", "extra_forbidden": "remove the field or correct its name"}


@dataclass(frozen=True)
class NoticeRules:
    """One notice's rules with what the record knows beside them."""

    rules: Rules
    short_name: str
    regions: tuple[str, ...]
    window: Span
    contacts: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.rules.notice


@dataclass(frozen=True)
class Rulebook:
    """The rules of all notices on file, in the order of the knowledge base."""

    notices: tuple[NoticeRules, ...]


def load_rulebook(base: KnowledgeBase) -> Rulebook:
    """The rules beside every record of ``base``, from the same sources. Raises RecordError with every problem found."""
    problems: list[Problem] = []
    found: list[NoticeRules] = []
    regions = frozenset(base.reference.regions)
    for notice in base.notices.values():
        source = base.sources.get(notice.id, NoticeSource(notice.id, {}))
        try:
            rules = load_rules_source(source, notice.tree, regions, base.parsed.get(notice.id))
        except RecordError as error:
            problems += error.problems
            continue
        found.append(
            NoticeRules(rules, notice.head.short_name, notice.head.coverage.regions, _window(notice), _contacts(notice))
        )
    if problems:
        raise RecordError(problems)
    return Rulebook(tuple(found))


def load_rules(folder: Path, tree: ClauseTree, regions: frozenset[str]) -> Rules:
    """The rules of the notice in ``folder``. Raises RecordError as ``load_rules_source`` does."""
    return load_rules_source(read_notice(folder), tree, regions)


def load_rules_source(
    source: NoticeSource, tree: ClauseTree, regions: frozenset[str], parsed: Mapping[str, Any] | None = None
) -> Rules:
    """The checked rules of a notice; ``parsed``: what its .yml files were parsed to before, by name.

    Raises RecordError naming file, line, field and mend.
    """
    name = f"{source.id}/rules.yml"
    if "rules.yml" not in source.files:
        raise RecordError([Problem(name, 1, "", "the file is missing", "add it")])
    lined = lined_yaml(source, "rules.yml", parsed)
    try:
        rules = Rules.model_validate(lined.data)
    except ValidationError as error:
        raise RecordError(
            [
                Problem(
                    name,
                    lined.line(tuple(detail["loc"])),
                    ".".join(map(str, detail["loc"])),
                    detail["msg"],
                    MENDS.get(detail["type"], "correct the value"),
                )
                for detail in error.errors()
            ]
        ) from error
    problems = [
        Problem(name, lined.line(at), ".".join(map(str, at)), problem, mend)
        for at, problem, mend in _faults(rules, source.id, tree, regions)
    ]
    if problems:
        raise RecordError(problems)
    return rules


def _faults(
    rules: Rules, notice_id: str, tree: ClauseTree, regions: frozenset[str]
) -> Iterator[tuple[Location, str, str]]:
    if rules.notice != notice_id:
        yield ("notice",), f"is {rules.notice}", f"write {notice_id}"
    for at, clause, quote in _quotes(rules):
        if clause not in tree.clauses or not tree.contains(clause, quote):
            place = tree.locate(quote)
            mend = f"write clause {place.id}" if place else "copy the words of the clause exactly"
            yield at, f"「{quote[:30]}」 is not in clause {clause}", mend
    for at, condition in _conditions(rules):
        tests = [condition.test, *([condition.applies_when] if condition.applies_when else [])]
        for test in tests:
            for field in sorted(reads(test) - FIELDS):
                yield at, f"unknown applicant field {field}", "use a field of applicant.py"
            for region in _regions_of(test):
                if region not in regions:
                    yield at, f"unknown region {region}", "use a name of reference/regions.yml"
    for index, path in enumerate(rules.paths):
        ids = [condition.id for condition in (*rules.common, *path.conditions)]
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            yield ("paths", index), f"condition {twice} is named twice", "choose another id"


def _regions_of(test: Predicate) -> tuple[str, ...]:
    return test.within if isinstance(test, Region) else ()


def _conditions(rules: Rules) -> Iterator[tuple[Location, Condition]]:
    for index, condition in enumerate(rules.common):
        yield ("common", index), condition
    for number, path in enumerate(rules.paths):
        for index, condition in enumerate(path.conditions):
            yield ("paths", number, "conditions", index), condition


def _quotes(rules: Rules) -> Iterator[tuple[Location, str, str]]:
    yield ("not_offered", "quote"), rules.not_offered.clause, rules.not_offered.quote
    for at, condition in _conditions(rules):
        yield (*at, "quote"), condition.clause, condition.quote
        if isinstance(condition.test, Years):
            for education, row in condition.test.table.items():
                yield (*at, "test", "table", education.value, "quote"), condition.clause, row.quote
    for index, remark in enumerate(rules.remarks):
        yield ("remarks", index, "quote"), remark.clause, remark.quote
    for number, path in enumerate(rules.paths):
        for index, remark in enumerate(path.remarks):
            yield ("paths", number, "remarks", index, "quote"), remark.clause, remark.quote


def _window(notice: Notice) -> Span:
    for fact in notice.record.facts:
        if isinstance(fact, WindowFact) and fact.stage is Stage.APPLY:
            start = day_of(fact.start) if fact.start else None
            end = day_of(fact.end) if fact.end else None
            return Span(start=start, end=end, opens=moment(fact.start), closes=moment(fact.end))
    return Span(start=None, end=None)


def _contacts(notice: Notice) -> tuple[str, ...]:
    return tuple(f"{'、'.join(contact.people)} {contact.phone}".strip() for contact in notice.contacts)
