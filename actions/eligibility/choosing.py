"""Places and series to choose from, as data for doors that can show a list: too many for buttons in a message."""

from __future__ import annotations

from datetime import date
from typing import Any

from policies_kb.loading import KnowledgeBase
from policies_kb.scope import timeline

REGION, SERIES = "region", "series"
CHOOSE = "choose"  # in a reply's custom


def choices(field: str, base: KnowledgeBase, day: date) -> dict[str, Any]:
    """The entry of ``custom`` for a field whose answers are known but many; none for any other field.

    Groups in order, each with what is said to mean it: a prefecture with its counties, those of notices in force
    first; or a series alone.
    """
    if field == REGION:
        return {CHOOSE: _places(base, day)}
    if field == SERIES:
        return {CHOOSE: [{"title": name, "options": []} for name in base.reference.series]}
    return {}


def _places(base: KnowledgeBase, day: date) -> list[dict[str, Any]]:
    regions = base.reference.regions
    current = timeline(base).current(day)
    spoken_to = {
        name for notice in current for place in notice.head.coverage.regions for name in (place, _above(base, place))
    }
    tops = sorted((r for r in regions.values() if not r.parent), key=lambda region: region.name not in spoken_to)
    return [{"title": top.name, "options": [r.name for r in regions.values() if r.parent == top.name]} for top in tops]


def _above(base: KnowledgeBase, place: str) -> str:
    return base.reference.regions[place].parent or place
