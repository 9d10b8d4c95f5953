"""What a ticket and a word of its talk are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from policies_kb.model.question import Scope


class State(StrEnum):
    """WAITING in the queue. CLAIMED: one clerk has it, and the assistant is silent. CLOSED: over."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    CLOSED = "closed"


class By(StrEnum):
    """Who speaks: the person, the clerk, or the desk of itself (claimed, given back, closed)."""

    PERSON = "person"
    CLERK = "clerk"
    DESK = "desk"


class Ended(StrEnum):
    """Who ended it; SILENCE: answered, and nothing more came."""

    CLERK = "clerk"
    PERSON = "person"
    SILENCE = "silence"


class Delivery(StrEnum):
    """DUE: not yet with the person. SENDING: somebody tries, as long as the lease lasts. DELIVERED: it is there."""

    DUE = "due"
    SENDING = "sending"
    DELIVERED = "delivered"


@dataclass(frozen=True)
class Ticket:
    """One person who asked for a person. Moments: seconds since 1970. ``sender`` is "" once all is over."""

    number: int
    door: str
    state: State
    asked_at: float
    due_at: float | None
    scope: Scope = field(default_factory=Scope)
    question: str = ""
    sender: str = ""
    clerk: str = ""
    claimed_at: float | None = None
    answered_at: float | None = None
    ended_at: float | None = None
    ended_by: str = ""
    awaited: bool = True


@dataclass(frozen=True)
class Word:
    """What somebody said; ``text`` as the reader may see it: the person what was written, the clerk masked."""

    number: int
    said_at: float
    by: By
    clerk: str
    text: str
    delivered: bool


class NotYours(LookupError):
    """The ticket is not (or no longer) this clerk's to answer."""


def hashed(sender: str) -> str:
    """What stands for a sender where the sender need not be known."""
    return hashlib.sha256(sender.encode()).hexdigest()
