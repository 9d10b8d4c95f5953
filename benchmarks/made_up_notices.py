"""Thousands of notices in memory, made up from those on file: another place, another round, other texts."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from policies_kb.clauses import Clause
from policies_kb.loading import KnowledgeBase, Notice, load_knowledge_base
from policies_kb.model.rounds import Round
from policies_kb.reference import Reference, Region

YEARS = range(2000, 2100)


def large_base(clauses: int, release: int) -> KnowledgeBase:
    """The notices on file and as many made up as give so many clauses; it stands for a release."""
    base = load_knowledge_base()
    notices = dict(base.notices)
    count = sum(len(notice.tree.clauses) for notice in notices.values())
    for notice in _made_up(list(base.notices.values()), base.reference):
        if count >= clauses:
            break
        notices[notice.id] = notice
        count += len(notice.tree.clauses)
    return KnowledgeBase(notices, base.reference, release=release)


def _made_up(patterns: list[Notice], reference: Reference) -> Iterator[Notice]:
    regions = list(reference.regions.values())
    for year, (place, region), pattern in itertools.product(YEARS, enumerate(regions), patterns):
        if region.name not in pattern.head.coverage.regions or year != pattern.head.year:
            yield _moved(pattern, region, year, f"{pattern.id}-{place:03}-{year}", reference)


def _moved(pattern: Notice, region: Region, year: int, name: str, reference: Reference) -> Notice:
    old = reference.regions[pattern.head.coverage.regions[0]]
    swaps = ((old.name, region.name), (old.short, region.short), (str(pattern.head.year), str(year)))
    head = pattern.head.model_copy(
        update={
            "id": name,
            "line": f"{pattern.head.line}-{region.name}",
            "title": _swapped(pattern.head.title, swaps),
            "short_name": _swapped(pattern.head.short_name, swaps),
            "round": Round(year=year, half=pattern.head.round.half),
            "issued": date(year, pattern.head.issued.month, pattern.head.issued.day),
            "valid_from": date(year, pattern.head.issued.month, pattern.head.issued.day),
            "coverage": pattern.head.coverage.model_copy(update={"regions": (region.name,)}),
        }
    )
    tree = copy.copy(pattern.tree)
    tree.clauses = MappingProxyType({key: _clause(clause, swaps) for key, clause in pattern.tree.clauses.items()})
    return Notice(pattern.record.model_copy(update={"notice": head}), pattern.text, tree, pattern.cells)


def _clause(clause: Clause, swaps: tuple[tuple[str, str], ...]) -> Clause:
    return replace(clause, text=_swapped(clause.text, swaps), full_text="")


def _swapped(text: str, swaps: tuple[tuple[str, str], ...]) -> str:
    for old, new in swaps:
        text = text.replace(old, new)
    return text
