"""What a checklist holds; every entry keeps the fact it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from policies_kb.eligibility.applicant import Target
from policies_kb.model.facts import (
    AnyFact,
    ContactFact,
    FeeFact,
    MaterialFact,
    PlaceFact,
    PlatformFact,
    RouteFact,
)

KEPT = {"kept": "留存", "returned": "审核后领回"}


@dataclass(frozen=True)
class Item:
    """One material. ``only_for``: whom it is for, where it is not known whether the person belongs to them.

    ``details``: what the notice asks of it besides, as further facts of the same topic.
    """

    fact: MaterialFact
    only_for: str = ""
    details: tuple[AnyFact, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """Form, number of copies, years, seal and what becomes of it, as far as the notice says so."""
        fact = self.fact
        said = (
            fact.form,
            f"{fact.copies}份" if fact.copies else "",
            fact.years,
            f"盖章：{fact.seal}" if fact.seal else "",
            KEPT.get(fact.kept or "", ""),
        )
        return tuple(words for words in said if words and words not in fact.name)


@dataclass(frozen=True)
class MaterialList:
    """The materials in three parts, each in the notice's order."""

    online: tuple[Item, ...]
    paper: tuple[Item, ...]
    by_unit: tuple[Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them in the order of the list."""
        return (*self.online, *self.paper, *self.by_unit)


def rows(items: Iterable[Item]) -> tuple[tuple[Item, ...], ...]:
    """Items under one number of the notice are one row: its third item may be two papers."""
    found: dict[object, list[Item]] = {}
    for item in items:
        key = (item.fact.channel, item.fact.item) if item.fact.item else item.fact.id
        found.setdefault(key, []).append(item)
    return tuple(map(tuple, found.values()))


@dataclass(frozen=True)
class StageDates:
    """One stage of the round; ``state`` on the day of asking: upcoming, open, closed or later (not announced yet)."""

    stage: str | None  # an id of reference/stages.yml; None: a moment by which something must have happened
    name: str
    start: date | datetime | None
    end: date | datetime | None
    state: str
    fact: AnyFact
    tentative: bool = False
    duty: str = ""


@dataclass(frozen=True)
class PostingStart:
    """The latest day on which the unit's posting can start; None with ``beyond`` where it cannot be counted."""

    working_days: int
    day: date | None
    deadline: date
    fact: AnyFact
    beyond: int | None = None

    def passed(self, as_of: date) -> bool:
        """Whether the day is over."""
        return self.day is not None and self.day < as_of


@dataclass(frozen=True)
class Checklist:
    """Everything one person has to do for one notice and target."""

    notice_id: str
    target: Target
    path: str
    as_of: date
    materials: MaterialList
    dates: tuple[StageDates, ...]
    posting: PostingStart | None
    routes: tuple[RouteFact, ...]
    fees: tuple[FeeFact, ...]
    fee_silence: str
    platforms: tuple[PlatformFact, ...]
    places: tuple[PlaceFact, ...]
    contacts: tuple[ContactFact, ...] = field(default=())

    @property
    def online(self) -> tuple[Item, ...]:
        """What the applicant uploads."""
        return self.materials.online

    @property
    def paper(self) -> tuple[Item, ...]:
        """What the applicant hands in on paper."""
        return self.materials.paper

    @property
    def by_unit(self) -> tuple[Item, ...]:
        """What the unit makes or hands in."""
        return self.materials.by_unit

    @property
    def ahead(self) -> tuple[StageDates, ...]:
        """The stages that are not over on the day of asking."""
        return tuple(stage for stage in self.dates if stage.state != "closed")

    @property
    def over(self) -> tuple[StageDates, ...]:
        """The stages that are over on the day of asking."""
        return tuple(stage for stage in self.dates if stage.state == "closed")

    @property
    def has_days_ahead(self) -> bool:
        """Whether a calendar would hold anything."""
        posting = self.posting is not None and self.posting.day is not None and not self.posting.passed(self.as_of)
        return posting or any(stage.end is not None for stage in self.ahead)
