"""The pick list of places: first the 州 or 地区, then the county. Only places that a notice covers are listed."""

from __future__ import annotations

from dataclasses import dataclass

from actions.wording.phrasebook import load_phrasebook
from policies_kb.examples.names import place
from policies_kb.loading import KnowledgeBase

ELSEWHERE = "-"  # 不在列表, in the address


@dataclass(frozen=True)
class Area:
    """A 州, 地区 or city with its places that a notice covers, itself among them where one covers all of it."""

    name: str
    title: str
    places: tuple[tuple[str, str], ...]  # stored name, title


def areas(base: KnowledgeBase) -> list[Area]:
    """The areas of which something is on file, in the order of the reference data."""
    regions = base.reference.regions
    found: dict[str, list[tuple[str, str]]] = {}
    for region in regions.values():
        if covered(region.name, base):
            top = region.parent or region.name
            title = region.name if region.parent else f"{place(region)}直属单位"
            found.setdefault(top, []).append((region.name, title))
    return [Area(top, regions[top].name, _counties_first(top, places)) for top, places in found.items()]


def _counties_first(top: str, places: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Most units are a county's; those of the 州 or 地区 itself come last."""
    return tuple(sorted(places, key=lambda entry: entry[0] == top))


def covered(region: str, base: KnowledgeBase) -> bool:
    """Whether a notice on file, of whatever round, is for the place or for what it answers to."""
    chain = set(base.reference.region_chain(region))
    return any(chain & set(notice.head.coverage.regions) for notice in base.notices.values())


def not_on_file(region: str, base: KnowledgeBase) -> str:
    """That nothing is on file for the place, and whom to ask. ``region`` is "" where the place is not known."""
    say = load_phrasebook()
    said = say("no_notice", region=region or "您那里", series="")
    known = base.reference.regions.get(region)
    if known and known.inside:
        said += say("answers_to_region", region=known.name, inside=known.inside)
    return said
