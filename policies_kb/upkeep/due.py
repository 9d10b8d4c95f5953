"""The day by which each fact must be looked at again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, PositiveInt

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.facts import AnyFact, CutoffFact, WindowFact, day_of
from policies_kb.scope import timeline

HERE = Path(__file__).parent


class Reason(StrEnum):
    """Where a review-by day comes from."""

    FACT = "fact"  # the fact's own review_by
    NOTICE = "notice"  # its notice's
    DAY = "day"  # the day that the fact itself names
    FORCE = "force"  # its notice is in force no longer than that
    PERIOD = "period"  # the months of its kind


class Periods(BaseModel):
    """The contents of periods.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    months: PositiveInt
    kinds: Mapping[str, PositiveInt] = Field(default_factory=dict)
    soon_days: PositiveInt

    def of(self, kind: str) -> int:
        """The months of a kind of fact."""
        return self.kinds.get(kind, self.months)


@dataclass(frozen=True)
class Due:
    """A fact of a notice in force, to be looked at by ``by``. ``runs_out``: it ends on that day by its own words."""

    notice: Notice
    fact: AnyFact
    by: date
    reason: Reason

    @property
    def runs_out(self) -> bool:
        return self.reason in (Reason.DAY, Reason.FORCE)


@lru_cache(maxsize=1)
def load_periods() -> Periods:
    """The periods shipped with the package."""
    return Periods.model_validate(yaml.safe_load((HERE / "periods.yml").read_text("utf-8")))


def due(base: KnowledgeBase, day: date, periods: Periods | None = None) -> list[Due]:
    """Every fact of the notices in force on ``day`` with its review-by day, the earliest first.

    A window or last day that is over is not listed: nothing about it can change, and its line awaits a notice.
    """
    periods = periods or load_periods()
    found: list[Due] = []
    for notice in timeline(base).current(day):
        for fact in notice.record.facts:
            stated = base.notices.get(fact.notice, notice)  # a fact that an amending notice states is as old as that
            by, reason = review_by(fact, stated, periods)
            if not (reason is Reason.DAY and by < day):
                found.append(Due(notice, fact, by, reason))
    return sorted(found, key=lambda one: (one.by, one.notice.id))


def review_by(fact: AnyFact, notice: Notice, periods: Periods) -> tuple[date, Reason]:
    """The day by which ``fact`` of ``notice`` must be looked at, and why then.

    What the record writes counts; else the day that the fact names; else the months of its kind from the day of issue,
    but not after the notice has ceased to be in force.
    """
    head = notice.head
    if fact.review_by:
        return fact.review_by, Reason.FACT
    if last := _last_day(fact):
        return last, Reason.DAY
    if head.review_by:
        return head.review_by, Reason.NOTICE
    by = months_after(head.issued, periods.of(fact.kind))
    if head.valid_until and head.valid_until < by:
        return head.valid_until, Reason.FORCE
    return by, Reason.PERIOD


def soon(day: date, periods: Periods) -> date:
    """The last day that counts as soon."""
    return day + timedelta(days=periods.soon_days)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _last_day(fact: AnyFact) -> date | None:
    if isinstance(fact, WindowFact):
        return day_of(fact.end) if fact.end else None
    return day_of(fact.at) if isinstance(fact, CutoffFact) else None
