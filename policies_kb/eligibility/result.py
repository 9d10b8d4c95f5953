"""What the engine hands out: a verdict for one notice with the trace of every condition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from .applicant import Target
from .outcome import Status
from .rules import Span

NO_SPAN = Span()


class Verdict(StrEnum):
    """The person against the rules; the window is judged apart."""

    ELIGIBLE = "eligible"
    NOT_YET = "not_yet"
    INELIGIBLE = "ineligible"
    NEED_INFO = "need_info"


class Window(StrEnum):
    """The online application window on the day of asking; UNKNOWN where the record names no day."""

    OPEN = "open"
    CLOSED = "closed"
    UPCOMING = "upcoming"
    UNKNOWN = "unknown"


Role = Literal["condition", "exclusion", "deferral", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Trace:
    """One condition as it stands for this person. ``rule`` restates it; ``note`` says why or what is open."""

    id: str
    name: str
    role: Role
    status: Status
    clause: str
    quote: str
    rule: str
    value: str = ""
    note: str = ""
    missing: tuple[str, ...] = ()
    in_time: bool = False
    earliest: date | None = None
    earliest_by: date | None = None  # the last day of the span, where the day itself is not known
    pending: bool = False
    notice: str = ""  # the notice quoted: an amending one for what it has changed
    reads: tuple[str, ...] = ()  # the applicant's fields that it looks at

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "status": self.status.value,
            "notice_id": self.notice,
            "clause": self.clause,
            "quote": self.quote,
            "rule": self.rule,
            "value": self.value,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict of one notice. ``missing``: applicant fields that can still change it.

    ``earliest``: the first day on which a "not yet" may turn; ``earliest_by``: the day by which it surely has, where
    the day on which somebody began is not known, only its month or year.

    ``span``: the online application window for the target, with its days in words.

    ``text`` explains every condition; ``short`` names those beside the point in one line.
    """

    notice_id: str
    target: Target
    verdict: Verdict
    window: Window
    earliest: date | None
    missing: tuple[str, ...]
    conditions: tuple[Trace, ...]
    text: str
    short: str
    earliest_by: date | None = None
    span: Span = NO_SPAN

    def as_dict(self) -> dict[str, Any]:
        """The shape of the HTTP interface."""
        return {
            "notice_id": self.notice_id,
            "target": self.target,
            "verdict": self.verdict.value,
            "window": self.window.value,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            **({"earliest_by": self.earliest_by.isoformat()} if self.earliest_by else {}),
            "missing": list(self.missing),
            "conditions": [condition.as_dict() for condition in self.conditions],
            "text": self.text,
        }
