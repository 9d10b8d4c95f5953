"""Example questions, one a notice, and the other words that texts take from the notices on file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.question import Scope
from policies_kb.scope import resolve, timeline
from policies_kb.today import today

from .coverage import coverage
from .names import bare, official, place, ways, whom

MOST_QUESTIONS = 5
MOST_SERIES = 4
TYPICAL_START = 2  # years ago


@dataclass(frozen=True)
class Examples:
    """Words for the texts of pages, doors and replies. The same notices always give the same ones.

    ``questions``: at most one a notice, newest first, each answered from that notice alone; ``coverage``: what can be
    answered, in a short sentence without its full stop; ``places`` and ``series``: how to name one's own.
    """

    questions: tuple[str, ...]
    coverage: str
    places: str
    series: str

    @property
    def example(self) -> str:
        """The shortest question."""
        return min(self.questions, key=len, default=_phrases()["no_question"])

    def words(self) -> dict[str, str]:
        """The placeholders that a text may hold: example, examples, coverage, places, series, start_year."""
        two = sorted(self.questions, key=len)[:2] or [self.example]
        return {
            "example": self.example,
            "examples": "".join(f"“{question}”" for question in two),
            "coverage": self.coverage,
            "places": self.places,
            "series": self.series,
            "start_year": str(today().year - TYPICAL_START),
        }


_built: list[tuple[KnowledgeBase, date, Examples]] = []


def examples_of(base: KnowledgeBase) -> Examples:
    """The examples of the knowledge base that is served, made once a day for it."""
    if not _built or _built[0][0] is not base or _built[0][1] != today():
        _built[:] = [(base, today(), build_examples(base))]
    return _built[0][2]


def build_examples(base: KnowledgeBase) -> Examples:
    """Derives the examples from the heads of the notices in force and the topics they state."""
    phrases = _phrases()
    in_force = timeline(base).current(today())
    newest_first = sorted(in_force, key=lambda notice: notice.head.issued, reverse=True)
    return Examples(
        questions=tuple(_questions(newest_first, base)),
        coverage=coverage(newest_first, base) or phrases["no_coverage"],
        places=_places(newest_first, base),
        series=_series(newest_first, base),
    )


def _questions(notices: list[Notice], base: KnowledgeBase) -> Iterator[str]:
    left: dict[str, str] = dict(_phrases()["questions"])
    asked: set[str] = set()
    for notice in notices:
        who = _unmistakable(notice, base)
        if not who or whom(notice, base) in asked:
            continue
        topic = next((topic for topic, phrase in left.items() if _states(notice, topic, phrase, base)), "")
        if not topic:
            continue
        asked.add(whom(notice, base))
        way, way_said = ways(notice, base), who != whom(notice, base)
        yield left.pop(topic).format(
            who=who,
            path=way[0] if len(way) == 1 and not way_said else "",
            education=_education(notice, base),
        )
        if len(asked) == MOST_QUESTIONS:
            return


def _unmistakable(notice: Notice, base: KnowledgeBase) -> str:
    """The notice's place and series, with a way to a title where they alone could mean another notice, too."""
    head, paths = notice.head.coverage, base.reference.paths
    series = head.series[:1] if head.series_mode == "only" else ()
    for path in (None, *head.paths):
        if resolve(Scope(head.regions[:1], series, path), base, today()).notices == (notice,):
            return whom(notice, base) + (paths[path].short if path else "")
    return ""


def _states(notice: Notice, topic: str, phrase: str, base: KnowledgeBase) -> bool:
    """Whether the notice states the topic and can fill the phrase."""
    stated = any(not fact.silent for fact in notice.cell(topic).facts)
    return stated and ("{education}" not in phrase or bool(_education(notice, base)))


def _education(notice: Notice, base: KnowledgeBase) -> str:
    """The first education for which the notice states the years of the ordinary path."""
    ordinary = base.reference.ordinary_path.id
    facts = (f for f in notice.cell("years").facts if not f.paths or ordinary in f.paths)
    return next((fact.education[0].value for fact in facts if fact.education), "")


def _places(notices: list[Notice], base: KnowledgeBase) -> str:
    """A place as it may be told: a county, and a county with its prefecture, as far as there are such on file."""
    regions = base.reference.regions
    covered = [regions[name] for notice in notices for name in notice.head.coverage.regions]
    county = next((official(region) for region in covered if region.parent), "")
    below = (
        place(prefecture) + official(region)
        for prefecture in covered
        if prefecture.parent is None
        for region in regions.values()
        if region.parent == prefecture.name
    )
    return "、".join(filter(None, (county, next(below, ""))))


def _series(notices: list[Notice], base: KnowledgeBase) -> str:
    """Series that the notices name (any where none is named), first those for which people have the most words."""
    named = {name for notice in notices for name in notice.series}
    series = [one for one in base.reference.series.values() if one.name in named or not named]
    series.sort(key=lambda one: len(one.says) + len(one.specialties), reverse=True)
    return "、".join(bare(one.name) for one in series[:MOST_SERIES])


@lru_cache(maxsize=1)
def _phrases() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_name("phrases.yml").read_text(encoding="utf-8")))
