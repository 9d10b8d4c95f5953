"""How many results each value of a filter would leave, from counts by notice and paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.scope import covers_region, covers_series

from .entries import in_order
from .model import Facet

Counted = Iterable[tuple[int, int, int]]  # place of the notice, paths, entries


def total(counted: Counted) -> int:
    """All entries."""
    return sum(count for _, _, count in counted)


def facet(dimension: str, base: KnowledgeBase, counted: Counted) -> tuple[Facet, ...]:
    """The values of one filter, in the order of the reference data; rounds newest first."""
    if dimension == "path":
        return _paths(base, counted)
    by_notice: Counter[Notice] = Counter()
    notices = in_order(base)
    for place, _, count in counted:
        by_notice[notices[place]] += count
    if dimension == "round":
        return _rounds(by_notice)
    return _places(base, by_notice) if dimension == "place" else _series(base, by_notice)


def _paths(base: KnowledgeBase, counted: Counted) -> tuple[Facet, ...]:
    masks: Counter[int] = Counter()
    for _, mask, count in counted:
        masks[mask] += count
    found = []
    for number, path in enumerate(base.reference.paths.values()):
        count = sum(count for mask, count in masks.items() if mask >> number & 1)
        found.append(Facet(path.id, path.name, count))
    return tuple(one for one in found if one.count)


def _rounds(by_notice: Counter[Notice]) -> tuple[Facet, ...]:
    counts: Counter[str] = Counter()
    order = {}
    for notice, count in by_notice.items():
        counts[notice.head.round.written] += count
        order[notice.head.round.written] = notice.head.round
    rounds = sorted(order.values(), key=lambda one: one.order, reverse=True)
    return tuple(Facet(one.written, one.name, counts[one.written]) for one in rounds)


def _places(base: KnowledgeBase, by_notice: Counter[Notice]) -> tuple[Facet, ...]:
    counts: Counter[str] = Counter()
    by_regions: Counter[tuple[str, ...]] = Counter()
    sample: dict[tuple[str, ...], Notice] = {}
    for notice, count in by_notice.items():
        by_regions[notice.head.coverage.regions] += count
        sample[notice.head.coverage.regions] = notice
    for regions, count in by_regions.items():
        for name in base.reference.regions:
            if covers_region(sample[regions], name, base.reference):
                counts[name] += count
    found = (Facet(name, region.short, counts[name]) for name, region in base.reference.regions.items())
    return tuple(one for one in found if one.count)


def _series(base: KnowledgeBase, by_notice: Counter[Notice]) -> tuple[Facet, ...]:
    counts: Counter[str] = Counter()
    for notice, count in by_notice.items():
        for name in notice.series if notice.head.coverage.series_mode != "any" else base.reference.series:
            if covers_series(notice, name):
                counts[name] += count
    return tuple(Facet(name, name, counts[name]) for name in base.reference.series if counts[name])
