"""What to call a notice's place, series and ways to a title in a short sentence."""

from __future__ import annotations

from collections.abc import Iterable

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.reference import Region

SHORT_ENOUGH = 5  # characters: up to here a place is called by its official name where one is to be written
AND_OTHERS = "等"


def place(region: Region) -> str:
    """What people say. A 地区 keeps its kind: its short name alone is also the city's that it is named after."""
    return region.name if region.name.endswith("地区") else region.short


def official(region: Region) -> str:
    """The official name, or what people say where that is long."""
    return region.name if len(region.name) <= SHORT_ENOUGH else region.short


def bare(series: str) -> str:
    """The series without the word 系列."""
    return series.removesuffix("系列")


def whom(notice: Notice, base: KnowledgeBase) -> str:
    """The notice's place, with its series where it is about one alone."""
    coverage = notice.head.coverage
    series = coverage.series[0] if coverage.series_mode == "only" else ""
    return place(base.reference.regions[coverage.regions[0]]) + series


def ways(notice: Notice, base: KnowledgeBase) -> tuple[str, ...]:
    """The everyday words for the notice's paths, each once."""
    return tuple(dict.fromkeys(base.reference.paths[path].short for path in notice.head.coverage.paths))


def listed(names: Iterable[str], most: int) -> str:
    """「甲、乙、丙」; 「甲、乙等」 where there are more than ``most``."""
    found = list(dict.fromkeys(names))
    return "、".join(found[:most]) + (AND_OTHERS if len(found) > most else "")
