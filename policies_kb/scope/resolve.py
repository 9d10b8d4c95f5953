"""From the scope of a question to the notices that apply."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.facts import Level, Path
from policies_kb.model.question import Scope
from policies_kb.model.rounds import Wish
from policies_kb.reference import Reference

from .timeline import timeline


class Fit(StrEnum):
    """How the notices fit the scope."""

    ONE = "one"  # exactly one notice applies
    OVERLAP = "overlap"  # several apply to the same people (DOMAIN.md, trap 1)
    COMPARE = "compare"  # several were named, to be set side by side
    NEED_REGION = "need_region"
    NEED_SERIES = "need_series"  # only notices for single series are on file for that place
    NO_NOTICE = "no_notice"
    NO_ROUND = "no_round"  # something is on file for these people, but not of the round asked about


ASKS_BACK = (Fit.NEED_REGION, Fit.NEED_SERIES)


@dataclass(frozen=True)
class Resolution:
    """The notices to answer from, best first; for NEED_* the candidates. ``uncovered``: named regions without one.

    ``absent``: the rounds asked about of which nothing is on file; with NO_ROUND ``notices`` are those of the rounds
    that are, to be offered and not to be answered from.
    """

    fit: Fit
    notices: tuple[Notice, ...]
    uncovered: tuple[str, ...] = ()
    absent: tuple[Wish, ...] = ()


def resolve(scope: Scope, base: KnowledgeBase, day: date) -> Resolution:
    """The notices that apply to ``scope`` on ``day``: of each line the newest in force, or the one of the round named.

    One round is never put in another's place: where nothing is on file of a round, it is ``absent``.
    """
    time = timeline(base)
    current = time.current(day)
    found = _by_place(scope, _view(base.reference, _Notices(current)))
    if not scope.rounds or found.fit is Fit.NO_NOTICE:
        return found
    parts: list[Resolution] = []
    absent: list[Wish] = []
    for wish in scope.rounds:
        part = _by_place(scope, _view(base.reference, _Notices(time.of_round(wish, day))))
        fits = part.notices and part.fit is not Fit.NO_NOTICE
        if fits and not (part.fit in ASKS_BACK and found.fit not in ASKS_BACK):
            parts.append(part)
        else:
            absent.append(wish)
    if not parts:
        return replace(found, fit=Fit.NO_ROUND, absent=tuple(absent))
    if len(parts) == 1:
        return replace(parts[0], absent=tuple(absent))
    notices = tuple(dict.fromkeys(notice for part in parts for notice in part.notices))
    return Resolution(Fit.COMPARE if len(notices) > 1 else parts[0].fit, notices, absent=tuple(absent))


class _View:
    """The notices to choose from, found by place and by series whatever their number."""

    def __init__(self, reference: Reference, notices: tuple[Notice, ...]) -> None:
        self.reference, self.notices = reference, notices
        self._at = {notice: number for number, notice in enumerate(notices)}
        self._of_region: dict[str, list[int]] = {}
        self._about: dict[str, list[Notice]] = {}
        self._offering: dict[str, list[Notice]] = {}
        self._inside: dict[str, list[Notice]] = {}
        for number, notice in enumerate(notices):
            for region in notice.head.coverage.regions:
                self._of_region.setdefault(region, []).append(number)
            for parent in dict.fromkeys(reference.regions[name].parent for name in notice.head.coverage.regions):
                if parent:
                    self._inside.setdefault(parent, []).append(notice)
            for path in notice.head.coverage.paths:
                self._offering.setdefault(path, []).append(notice)
            for series in () if _general(notice) else notice.series:
                self._about.setdefault(series, []).append(notice)

    def covering(self, region: str) -> list[Notice]:
        """The notices that address units of ``region``: they name it or what it answers to."""
        numbers = {n for name in self.reference.region_chain(region) for n in self._of_region.get(name, ())}
        return [self.notices[number] for number in sorted(numbers)]

    def near(self, region: str, series: str, most: int) -> tuple[Notice, ...]:
        """The notices for the place, and as many others, in their order, as make ``most``."""
        here = [*self.covering(region), *self.inside(region)] if region else self.about(series)
        wanted = [notice for notice in here if covers_series(notice, series) or _general(notice)]
        chosen = list(dict.fromkeys([*wanted, *here, *self.notices[:most]]))[:most]
        return tuple(sorted(chosen, key=self._at.__getitem__))

    def general_in(self, regions: tuple[str, ...]) -> list[Notice]:
        """The notices for all series that address units of one of the regions."""
        numbers = {
            number
            for region in regions
            for name in self.reference.region_chain(region)
            for number in self._of_region.get(name, ())
        }
        return [self.notices[number] for number in sorted(numbers) if _general(self.notices[number])]

    def inside(self, prefecture: str) -> list[Notice]:
        """The notices for a county of the prefecture."""
        return self._inside.get(prefecture, [])

    def offering(self, path: Path) -> list[Notice]:
        """The notices that handle the path."""
        return self._offering.get(path, [])

    def about(self, series: str) -> list[Notice]:
        """The notices that are about this series alone."""
        return self._about.get(series, [])


class _Notices:
    """Some notices, told by the tuple that the timeline keeps: to look at each of thousands would cost a turn."""

    def __init__(self, notices: tuple[Notice, ...]) -> None:
        self.all = notices

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Notices) and self.all is other.all

    def __hash__(self) -> int:
        return id(self.all)


@lru_cache(maxsize=64)
def _view(reference: Reference, notices: _Notices) -> _View:
    return _View(reference, notices.all)


def covering(notices: tuple[Notice, ...], region: str, reference: Reference) -> list[Notice]:
    """Of these notices those that address units of ``region``. ``notices``: a tuple that the timeline gave."""
    return _view(reference, _Notices(notices)).covering(region)


def near(notices: tuple[Notice, ...], region: str, series: str, most: int, reference: Reference) -> tuple[Notice, ...]:
    """Of these notices those for a place ("": none) and series, with others that fill up to ``most``, in order."""
    return _view(reference, _Notices(notices)).near(region, series, most)


def _by_place(scope: Scope, view: _View) -> Resolution:
    if scope.all_notices:
        # 「我在某市搞某系列的，照哪份通知报」: that none fits comes before what others say
        own = _one_region(scope.regions[0], scope, view) if len(scope.regions) == 1 and scope.series else None
        return own if own and own.fit is Fit.NO_NOTICE else Resolution(Fit.COMPARE, view.notices)
    if len(scope.regions) > 1:
        return _several_regions(scope, view)
    if len(scope.series) > 1 and len(_about_series(scope, view)) > 1:
        general = view.general_in(scope.regions)
        return Resolution(Fit.COMPARE, (*_about_series(scope, view), *general))
    if scope.regions:
        return _one_region(scope.regions[0], scope, view)
    return _no_region(scope, view)


def covers_region(notice: Notice, region: str, reference: Reference) -> bool:
    """Whether units of ``region`` are addressed: the notice names it or what it answers to."""
    return any(name in notice.head.coverage.regions for name in reference.region_chain(region))


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


def _about_series(scope: Scope, view: _View) -> tuple[Notice, ...]:
    """The notices that are about one of the named series alone, in the order of naming."""
    return tuple(notice for series in scope.series for notice in view.about(series))


def _one_region(region: str, scope: Scope, view: _View) -> Resolution:
    here = view.covering(region)
    general = [notice for notice in here if _general(notice)]
    single = [notice for notice in here if not _general(notice)]
    matching = [notice for notice in single if any(covers_series(notice, series) for series in scope.series)]
    wanted = view.reference.paths.get(scope.path or "")
    if wanted and wanted.board and not matching and single and not scope.series:
        # who speaks of a board means a notice that offers its review
        general = [notice for notice in general if wanted.id in notice.head.coverage.paths]
    if general or matching:
        found = (*general, *matching)
        offering = tuple(notice for notice in found if offers(notice, scope.path, None))
        found = offering or found  # who asks for a review need not hear of a notice that has none
        found = _of_newest_round(found, scope)
        return Resolution(Fit.ONE if len(found) == 1 else Fit.OVERLAP, found)
    if single and not scope.series:
        return Resolution(Fit.NEED_SERIES, (*single, *(n for n in view.inside(region) if n not in single)))
    return Resolution(Fit.NO_NOTICE, tuple(single), (region,))


def _of_newest_round(notices: tuple[Notice, ...], scope: Scope) -> tuple[Notice, ...]:
    """An older round overlaps with none, unless the newer notice is not for the series asked about."""
    newest = max((n.head.year for n in notices if all(covers_series(n, series) for series in scope.series)), default=0)
    return tuple(notice for notice in notices if notice.head.year >= newest)


def _several_regions(scope: Scope, view: _View) -> Resolution:
    found: list[Notice] = []
    uncovered: list[str] = []
    for region in scope.regions:
        part = _one_region(region, scope, view)
        if part.fit in (Fit.ONE, Fit.OVERLAP):
            found += [notice for notice in part.notices if notice not in found]
        else:
            uncovered.append(region)
    if not found:
        return Resolution(Fit.NO_NOTICE, (), tuple(uncovered))
    if len(found) == 1 and not uncovered:
        return Resolution(Fit.ONE, tuple(found))
    return Resolution(Fit.COMPARE, tuple(found), tuple(uncovered))


def _no_region(scope: Scope, view: _View) -> Resolution:
    about = _about_series(scope, view)
    if about:
        return Resolution(Fit.ONE if len(about) == 1 else Fit.OVERLAP, about)
    if scope.path:
        offering = tuple(view.offering(scope.path))
        if len(offering) == 1:
            return Resolution(Fit.ONE, offering)
        if scope.path != view.reference.ordinary_path.id and offering:
            return Resolution(Fit.NEED_REGION, offering)
    return Resolution(Fit.NEED_REGION, view.notices)
