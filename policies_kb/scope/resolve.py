"""From the scope of a question to the notices that apply."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.facts import Level, Path
from policies_kb.model.question import Scope


class Fit(StrEnum):
    """How the notices fit the scope."""

    ONE = "one"  # exactly one notice applies
    OVERLAP = "overlap"  # several apply to the same people (DOMAIN.md, trap 1)
    COMPARE = "compare"  # several were named, to be set side by side
    NEED_REGION = "need_region"
    NEED_SERIES = "need_series"  # only notices for single series are on file for that place
    NO_NOTICE = "no_notice"


@dataclass(frozen=True)
class Resolution:
    """The notices to answer from, best first; for NEED_* the candidates. ``uncovered``: named regions without one."""

    fit: Fit
    notices: tuple[Notice, ...]
    uncovered: tuple[str, ...] = ()


def resolve(scope: Scope, base: KnowledgeBase) -> Resolution:
    """The notices that apply to ``scope``."""
    if scope.all_notices:
        return Resolution(Fit.COMPARE, tuple(base.notices.values()))
    if len(scope.regions) > 1:
        return _several_regions(scope, base)
    if len(scope.series) > 1 and len(_about_series(scope, base)) > 1:
        general = [n for n in base.notices.values() if _general(n) and _in_regions(n, scope, base)]
        return Resolution(Fit.COMPARE, (*_about_series(scope, base), *general))
    if scope.regions:
        return _one_region(scope.regions[0], scope, base)
    return _no_region(scope, base)


def covers_region(notice: Notice, region: str, base: KnowledgeBase) -> bool:
    """Whether units of ``region`` are addressed: the notice names it or what it answers to."""
    return any(name in notice.head.coverage.regions for name in base.reference.region_chain(region))


def _in_regions(notice: Notice, scope: Scope, base: KnowledgeBase) -> bool:
    return any(covers_region(notice, region, base) for region in scope.regions)


def covers_series(notice: Notice, series: str) -> bool:
    """Whether the notice's own list, if it has one, holds the series."""
    coverage = notice.head.coverage
    return coverage.series_mode == "any" or series in notice.series


def offers(notice: Notice, path: Path | None, level: Level | None) -> bool:
    """Whether the notice handles that path and that level at all."""
    coverage = notice.head.coverage
    return (path is None or path in coverage.paths) and (level is None or level in coverage.levels)


def _general(notice: Notice) -> bool:
    return notice.head.coverage.series_mode != "only"


def _about_series(scope: Scope, base: KnowledgeBase) -> tuple[Notice, ...]:
    """The notices that are about one of the named series alone, in the order of naming."""
    return tuple(
        notice
        for series in scope.series
        for notice in base.notices.values()
        if not _general(notice) and covers_series(notice, series)
    )


def _one_region(region: str, scope: Scope, base: KnowledgeBase) -> Resolution:
    here = [notice for notice in base.notices.values() if covers_region(notice, region, base)]
    general = [notice for notice in here if _general(notice)]
    single = [notice for notice in here if not _general(notice)]
    matching = [notice for notice in single if any(covers_series(notice, series) for series in scope.series)]
    wanted = base.reference.paths.get(scope.path or "")
    if wanted and wanted.board and not matching and single and not scope.series:
        # who speaks of a board means a notice that offers its review
        general = [notice for notice in general if wanted.id in notice.head.coverage.paths]
    if general or matching:
        found = (*general, *matching)
        offering = tuple(notice for notice in found if offers(notice, scope.path, None))
        found = offering or found  # who asks for a review need not hear of a notice that has none
        return Resolution(Fit.ONE if len(found) == 1 else Fit.OVERLAP, found)
    if single and not scope.series:
        inside = [n for n in base.notices.values() if _lies_in(n, region, base)]
        return Resolution(Fit.NEED_SERIES, (*single, *(n for n in inside if n not in single)))
    return Resolution(Fit.NO_NOTICE, tuple(single), (region,))


def _lies_in(notice: Notice, region: str, base: KnowledgeBase) -> bool:
    """Whether the notice is for a county of the prefecture ``region``."""
    return any(base.reference.regions[name].parent == region for name in notice.head.coverage.regions)


def _several_regions(scope: Scope, base: KnowledgeBase) -> Resolution:
    found: list[Notice] = []
    uncovered: list[str] = []
    for region in scope.regions:
        part = _one_region(region, scope, base)
        if part.fit in (Fit.ONE, Fit.OVERLAP):
            found += [notice for notice in part.notices if notice not in found]
        else:
            uncovered.append(region)
    if not found:
        return Resolution(Fit.NO_NOTICE, (), tuple(uncovered))
    if len(found) == 1 and not uncovered:
        return Resolution(Fit.ONE, tuple(found))
    return Resolution(Fit.COMPARE, tuple(found), tuple(uncovered))


def _no_region(scope: Scope, base: KnowledgeBase) -> Resolution:
    about = _about_series(scope, base)
    if about:
        return Resolution(Fit.ONE if len(about) == 1 else Fit.OVERLAP, about)
    if scope.path:
        offering = tuple(n for n in base.notices.values() if scope.path in n.head.coverage.paths)
        if len(offering) == 1:
            return Resolution(Fit.ONE, offering)
        if scope.path != base.reference.ordinary_path.id and offering:
            return Resolution(Fit.NEED_REGION, offering)
    return Resolution(Fit.NEED_REGION, tuple(base.notices.values()))
