"""Reads the reference YAML files beside this module into typed objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Region:
    """A place whose units may be addressed by a notice. ``parent`` is the prefecture of a county."""

    name: str
    short: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    homophones: bool = False
    answers_to_region: bool = False
    inside: str | None = None  # the prefecture it lies in without answering to it


@dataclass(frozen=True)
class Series:
    """A series of titles with the words people use for it, its specialties, and the professions with an examination."""

    name: str
    says: tuple[str, ...]
    weak: tuple[str, ...] = ()
    specialties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    exam_only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """A point that people ask about. ``name`` completes 「通知没有写…」."""

    id: str
    group: str
    name: str
    covers: str
    companion: str = ""  # a topic whose first fact goes along
    timed: bool = False  # a day in the question points to this topic
    gathers: tuple[str, ...] = ()  # kinds of facts that answer it together; no record states it itself


@dataclass(frozen=True)
class Reference:
    """All reference data."""

    regions: dict[str, Region]
    series: dict[str, Series]
    topics: dict[str, Topic]
    terms: dict[str, Any]

    def region_chain(self, name: str) -> tuple[str, ...]:
        """The region itself and what it answers to, nearest first."""
        region = self.regions[name]
        return (name, region.parent) if region.parent else (name,)


def _read(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def _regions() -> dict[str, Region]:
    regions: dict[str, Region] = {}
    for top in _read("regions.yml"):
        for entry, parent in [(top, None), *((county, top["name"]) for county in top.get("counties", ()))]:
            regions[entry["name"]] = Region(
                name=entry["name"],
                short=entry["short"],
                aliases=tuple(entry.get("aliases", ())),
                parent=parent,
                homophones=entry.get("homophones", False),
                answers_to_region=entry.get("answers_to") == "region",
                inside=entry.get("inside"),
            )
    return regions


def _series() -> dict[str, Series]:
    return {
        entry["name"]: Series(
            name=entry["name"],
            says=tuple(entry["says"]),
            weak=tuple(entry.get("weak", ())),
            specialties={name: tuple(words) for name, words in entry.get("specialties", {}).items()},
            exam_only=tuple(entry.get("exam_only", ())),
        )
        for entry in _read("series.yml")
    }


def _topics() -> dict[str, Topic]:
    return {
        topic_id: Topic(
            topic_id,
            group,
            entry["name"],
            entry["covers"],
            entry.get("with", ""),
            entry.get("timed", False),
            tuple(entry.get("gathers", ())),
        )
        for group, entries in _read("topics.yml").items()
        for topic_id, entry in entries.items()
    }


@lru_cache(maxsize=1)
def load_reference() -> Reference:
    """The reference data shipped with the package."""
    return Reference(regions=_regions(), series=_series(), topics=_topics(), terms=_read("terms.yml"))
