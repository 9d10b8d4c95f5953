"""The places and series that one or two keys fix: of the notices in force, whatever these are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policies_kb.loading import KnowledgeBase
from policies_kb.scope import timeline

KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Choice:
    """``key``: the key that takes it; ``name``: the value; ``shown``: how it is called; ``below``: what it opens."""

    key: str
    name: str
    shown: str
    below: tuple[Choice, ...] = ()


def places(base: KnowledgeBase, day: date) -> tuple[Choice, ...]:
    """Prefectures with their counties, of the places that a notice in force is for."""
    covered = dict.fromkeys(region for notice in timeline(base).current(day) for region in notice.head.coverage.regions)
    regions = base.reference.regions
    tops: dict[str, list[str]] = {}
    for name in covered:
        chain = base.reference.region_chain(name)
        tops.setdefault(chain[-1], [])
    for name, region in regions.items():
        chain = base.reference.region_chain(name)
        if region.parent and chain[-1] in tops and set(chain) & set(covered):
            tops[chain[-1]].append(name)
    return tuple(
        Choice(
            key,
            top,
            regions[top].short,
            (
                Choice("0", top, f"{regions[top].short}本级"),
                *(Choice(k, name, regions[name].short) for k, name in zip(KEYS.replace("0", ""), below, strict=False)),
            ),
        )
        for key, (top, below) in zip(KEYS, tops.items(), strict=False)
    )


def series(base: KnowledgeBase, day: date) -> tuple[Choice, ...]:
    """The series that notices in force name, the ones with a notice of their own first."""
    own = [s for n in timeline(base).current(day) if n.head.coverage.series_mode == "only" for s in n.series]
    named = [s for n in timeline(base).current(day) for s in n.series]
    found = list(dict.fromkeys([*own, *named]))
    return tuple(Choice(key, name, name) for key, name in zip(KEYS, found, strict=False))
