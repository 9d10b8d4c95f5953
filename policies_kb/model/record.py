"""The reviewed record of one notice: its facts, what it is silent on, and what it leaves to other documents."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from .facts import AnyFact, Level, Path, Quote, Strict


class Coverage(Strict):
    """Whom the notice is for.

    ``regions``: names of the region tree whose units may apply (a region includes what lies below it).
    ``series_mode``: ``listed`` — only the series listed; ``any`` — no list in the notice; ``only`` — the notice is
    about these series alone.
    """

    regions: tuple[str, ...]
    paths: tuple[Path, ...]
    levels: tuple[Level, ...]
    series_mode: Literal["listed", "any", "only"]
    series: tuple[str, ...] = ()


class NoticeHead(Strict):
    """What identifies a notice. ``short_name`` is what replies call it."""

    id: str
    title: str
    short_name: str
    issuer: str
    issued: date
    year: int
    document_number: str | None = None
    coverage: Coverage


class NotStated(Strict):
    """Topics on which the notice is silent (for ``paths``, or for all).

    ``say``, where given, replaces the standard sentence; it states the silence and, where useful, what the notice does
    say nearby (with a quote).
    """

    topics: tuple[str, ...]
    paths: tuple[Path, ...] = ()
    say: str = ""
    asks: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


class Deferred(Strict):
    """Topics whose rule stands in a named document that is not on file."""

    topics: tuple[str, ...]
    paths: tuple[Path, ...] = ()
    document: str
    clause: str
    quote: str
    say: str = ""
    asks: tuple[str, ...] = ()


class Boilerplate(Strict):
    """A sentence that states nothing anybody would ask about, and why it is so."""

    clause: str
    quote: str
    why: str


class Record(Strict):
    """One notice's record file."""

    notice: NoticeHead
    facts: tuple[AnyFact, ...]
    not_stated: tuple[NotStated, ...] = ()
    deferred: tuple[Deferred, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = Field(default=())
