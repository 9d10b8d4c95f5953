"""The reviewed record of one notice: its facts, what it is silent on, and what it leaves to other documents."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from .facts import AnyFact, Level, Path, Quote, Strict
from .rounds import Round


class Coverage(Strict):
    """Whom the notice is for.

    ``regions``: names of the region tree whose units may apply (a region includes what lies below it).
    ``series_mode``: ``listed`` — only the series that its facts of the kind ``series`` list; ``any`` — no list in the
    notice; ``only`` — the notice is about these series alone.
    """

    regions: tuple[str, ...] = Field(min_length=1)
    paths: tuple[Path, ...] = Field(min_length=1)
    levels: tuple[Level, ...] = Field(min_length=1)
    series_mode: Literal["listed", "any", "only"]
    series: tuple[str, ...] = ()


class NoticeHead(Strict):
    """What identifies a notice and places it in time.

    ``short_name`` is what replies call it. ``line``: what one issuer publishes again and again for the same coverage;
    the notices of a line share it. ``valid_from`` is the day of issue unless stated; ``valid_until`` the last day in
    force, where one is stated. ``supersedes``, ``amends`` and ``repeals`` name other notices: replaced whole, changed
    where this one speaks (a postponement), or ended. ``review_by``: the day by which somebody must look at its facts
    again, where the rule of ``upkeep`` is not right for them.
    """

    id: str
    title: str
    short_name: str
    issuer: str
    document_number: str | None = None
    line: str = Field(pattern=r"^[a-z0-9-]+$")
    round: Round
    issued: date
    valid_from: date
    valid_until: date | None = None
    review_by: date | None = None
    supersedes: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    coverage: Coverage

    @model_validator(mode="before")
    @classmethod
    def _valid_from_issue(cls, value: Any) -> Any:
        return {"valid_from": value.get("issued"), **value} if isinstance(value, dict) else value

    @property
    def with_round(self) -> str:
        """The short name with the round, where one round must be told from another."""
        return f"{self.short_name}（{self.round.name}）"

    @property
    def year(self) -> int:
        """The year of its round."""
        return self.round.year


class NotStated(Strict):
    """Topics on which the notice is silent (for ``paths``, or for all) and that deserve a sentence of their own.

    ``say``, where given, replaces the standard sentence; it states the silence and, where useful, what the notice does
    say nearby (with a quote). Topics that a complete record does not name at all are silent in standard words.
    """

    topics: tuple[str, ...] = Field(min_length=1)
    paths: tuple[Path, ...] = ()
    say: str = ""
    asks: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


class Deferred(Strict):
    """Topics whose rule stands in a named document that is not on file."""

    topics: tuple[str, ...] = Field(min_length=1)
    paths: tuple[Path, ...] = ()
    document: str
    clause: str
    quote: str
    notice: str = ""
    say: str = ""
    asks: tuple[str, ...] = ()


class Boilerplate(Strict):
    """A sentence that states nothing anybody would ask about, and why it is so."""

    clause: str
    quote: str
    notice: str = ""
    why: str


class Withdrawn(Strict):
    """What an earlier release said, and this record no longer does although the notice still prints it, and why.

    ``id``: a fact's, a topic's, or a condition's as `common/years`.
    """

    id: str
    why: str = Field(min_length=2)


class Record(Strict):
    """One notice's record file."""

    notice: NoticeHead
    facts: tuple[AnyFact, ...] = Field(min_length=1)
    not_stated: tuple[NotStated, ...] = ()
    deferred: tuple[Deferred, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
