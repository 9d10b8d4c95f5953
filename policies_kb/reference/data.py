"""Reads the reference YAML files beside this module into typed objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
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
class TitlePath:
    """A way to a title (paths.yml). ``narrows``: the path that people name when they mean this one.

    ``told_by``: the applicant's fields that only this path asks for, so that whoever tells them means it.
    """

    id: str
    name: str
    short: str
    target: str
    levels: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    ordinary: bool = False
    board: bool = False
    narrows: str = ""
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """A stage of a round (stages.yml). ``duty``: whose it is, where that is always the same."""

    id: str
    name: str
    topic: str
    signs: tuple[str, ...] = ()
    duty: str = ""


@dataclass(frozen=True)
class Group:
    """A group of people that facts may be limited to (groups.yml). ``test``: a condition on the applicant, as data.

    ``says``: words by which people count themselves to it, where no field of a person tells. ``within``: the wider
    group that it is a part of.
    """

    name: str
    signs: tuple[str, ...]
    test: dict[str, Any] | None = None
    sure: bool = True
    says: tuple[str, ...] = ()
    within: str = ""


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
    signs: tuple[str, ...] = ()  # words of a notice that state something on it: such a notice cannot be silent


@dataclass(frozen=True)
class Words:
    """Everyday words: ``topics`` for a topic as a whole, ``points`` for one point of it, by the fact's id."""

    topics: dict[str, tuple[str, ...]] = field(default_factory=dict)
    points: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Reference:
    """All reference data. ``words``: everyday words by topic, and by point (the id of a fact) within it."""

    regions: dict[str, Region]
    series: dict[str, Series]
    topics: dict[str, Topic]
    terms: dict[str, Any]
    paths: dict[str, TitlePath]
    stages: dict[str, Stage]
    groups: dict[str, Group]
    words: Words
    scales: dict[str, tuple[str, ...]]  # ordered steps, the lowest first

    @cached_property
    def ordinary_path(self) -> TitlePath:
        """The path that is meant when none is named."""
        return next(path for path in self.paths.values() if path.ordinary)

    @cached_property
    def targets(self) -> dict[str, TitlePath]:
        """The paths by what a person applies for, in the order of paths.yml."""
        return {path.target: path for path in self.paths.values()}

    def region_chain(self, name: str) -> tuple[str, ...]:
        """The region itself and what it answers to, nearest first."""
        region = self.regions[name]
        return (name, region.parent) if region.parent else (name,)


def _read(name: str) -> Any:
    return yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


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
            tuple(entry.get("signs", ())),
        )
        for group, entries in _read("topics.yml").items()
        for topic_id, entry in entries.items()
    }


def _paths() -> dict[str, TitlePath]:
    return {
        path_id: TitlePath(id=path_id, **{key: _tuples(value) for key, value in entry.items()})
        for path_id, entry in _read("paths.yml").items()
    }


def _stages() -> dict[str, Stage]:
    return {
        stage_id: Stage(id=stage_id, **{key: _tuples(value) for key, value in entry.items()})
        for stage_id, entry in _read("stages.yml").items()
    }


def _groups() -> dict[str, Group]:
    return {
        name: Group(
            name,
            tuple(entry.get("signs", (name,))),
            entry.get("test"),
            entry.get("sure", True),
            tuple(entry.get("says", ())),
            entry.get("within", ""),
        )
        for name, entry in _read("groups.yml").items()
    }


def _words() -> Words:
    topics: dict[str, tuple[str, ...]] = {}
    points: dict[str, tuple[str, ...]] = {}
    for entry in _read("words.yml").items():
        topic, words = entry
        topics[topic] = tuple(words.get("words", ()))
        points |= {point: tuple(said) for point, said in words.get("points", {}).items()}
    return Words(topics, points)


def _tuples(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@lru_cache(maxsize=1)
def load_reference() -> Reference:
    """The reference data shipped with the package."""
    return Reference(
        regions=_regions(),
        series=_series(),
        topics=_topics(),
        terms=_read("terms.yml"),
        paths=_paths(),
        stages=_stages(),
        groups=_groups(),
        words=_words(),
        scales={name: tuple(steps) for name, steps in _read("scales.yml").items()},
    )
