"""Down the tree of places: prefectures, then what lies in the one that is named, with its single series."""

from __future__ import annotations

from policies_kb.answering.places_asked import MOST_CHOICES, places_asked
from policies_kb.loading import Notice, load_knowledge_base

BASE = load_knowledge_base()
REGIONS = BASE.reference.regions
PARENT = next(name for name in REGIONS if sum(region.parent == name for region in REGIONS.values()) > 2)
COUNTIES = [region.name for region in REGIONS.values() if region.parent == PARENT]


def of(place: str, series: str = "") -> Notice:
    """A notice for one place, for all series or for one alone."""
    pattern = next(n for n in BASE.notices.values() if (n.head.coverage.series_mode == "only") == bool(series))
    coverage = pattern.head.coverage.model_copy(
        update={"regions": (place,), "series": (series,) if series else (), "series_mode": "only" if series else "any"}
    )
    head = pattern.head.model_copy(update={"coverage": coverage})
    facts = tuple(fact for fact in pattern.record.facts if fact.kind != "series")
    record = pattern.record.model_copy(update={"notice": head, "facts": facts})
    return Notice.of(record, pattern.text, pattern.tree, BASE.reference)


def test_counties_stand_behind_their_prefecture() -> None:
    other = next(region.name for region in REGIONS.values() if region.parent not in (None, PARENT))
    asked = places_asked([*map(of, COUNTIES), of(other)], "", BASE.reference)
    assert set(asked) == {PARENT, REGIONS[other].parent}


def test_in_a_prefecture_its_counties_come_before_its_single_series() -> None:
    series = list(BASE.reference.series)[:2]
    asked = places_asked([*(of(PARENT, name) for name in series), *map(of, COUNTIES[:3])], PARENT, BASE.reference)
    assert asked == (*COUNTIES[:3], *series)


def test_never_more_than_a_screen_holds() -> None:
    asked = places_asked(map(of, REGIONS), "", BASE.reference)
    assert len(asked) == MOST_CHOICES
    assert list(asked) == [name for name in REGIONS if name in asked]
