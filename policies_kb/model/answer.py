"""The answer to a question, before words are chosen: a status, what each notice says, and where it says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .facts import AnyFact, ContactFact, Quote
from .rounds import Wish


class Status(StrEnum):
    """Every outcome of a message (HOUSE.md, One path for every answer)."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_STATED = "not_stated"
    DEFERRED = "deferred"
    CLARIFY = "clarify"
    NO_NOTICE = "no_notice"
    OUT_OF_SCOPE = "out_of_scope"
    SMALL_TALK = "small_talk"
    HANDOFF = "handoff"
    ERROR = "error"


@dataclass(frozen=True)
class Citation:
    """A verbatim piece of a notice."""

    notice_id: str
    clause: str
    quote: str

    @staticmethod
    def of(notice_id: str, quote: Quote) -> Citation:
        """The quote as a citation; a fact that an amending notice states is cited from that notice."""
        return Citation(quote.notice or notice_id, quote.clause, quote.quote)


@dataclass(frozen=True)
class Correction:
    """A premise of the question that the notice contradicts: 不是 ``said``，是 ``right``."""

    said: str
    right: str


@dataclass(frozen=True)
class WindowState:
    """How a window stands on the day that the question is about."""

    state: str  # upcoming, open, last_day, closed, past_year, announced_later
    day: date
    start: date | None
    end: date | None
    days_left: int | None = None
    asked_day: date | None = None  # the day that the asker means to act on, if another than today
    whether: bool = False  # no more is asked than whether something may still be done
    too_late_at: float | None = None  # the hour of the last day that the asker means, after the window has closed


@dataclass(frozen=True)
class Applied:
    """A fact applied to what the asker told: a verdict that is said before the rule.

    ``phrase``: the response of domain.yml without its ``utter_``; ``values``: what fills it, as people say it
    (满1年6个月, 960元). ``fact``: the id of the fact that was applied; its source is the statement's.
    """

    phrase: str
    values: tuple[tuple[str, str], ...] = ()
    fact: str = ""


@dataclass(frozen=True)
class Binding:
    """Whom a fact binds, held against what is known of the asker.

    ``groups``: as people call them (事业单位的教师); ``binds``: whether the asker is one of them, None where that is
    not known; ``asker``: the words for the asker where they are not (企业).
    """

    groups: tuple[str, ...]
    binds: bool | None
    asker: str = ""


@dataclass(frozen=True)
class Statement:
    """What one notice says on one topic of the question.

    ``silent_on``: aspects (ids) that were asked of the subject and that no fact states; ``left_open``: those of which
    the first fact's own sentence says that the notice leaves them open.
    ``applied``: verdicts from the asker's own numbers and days. ``binding``: whom the first fact binds, where it is
    limited to some people.

    ``kind``: stated (``facts``), not_stated, deferred (to ``document``) or not_offered (a path or level that the
    notice does not handle). ``say`` holds the record's own sentence for a silence or deferral, if it has one.
    """

    notice_id: str
    topic: str
    kind: str
    facts: tuple[AnyFact, ...] = ()
    say: str = ""
    document: str = ""
    asked_for: str = ""  # not_offered: the path or level; not_stated: the education or level that no fact is for
    instead: tuple[str, ...] = ()  # not_stated with ``asked_for``: the educations or levels that there are facts for
    citations: tuple[Citation, ...] = ()
    correction: Correction | None = None
    window: WindowState | None = None
    stages: tuple[WindowState, ...] = ()  # a whole schedule: how each fact stands
    round: str = ""  # of which round the notice is, where that must be said
    silent_on: tuple[str, ...] = ()
    left_open: tuple[str, ...] = ()
    applied: tuple[Applied, ...] = ()
    binding: Binding | None = None
    score: float = 0.0


@dataclass(frozen=True)
class Answer:
    """The answer to one message.

    ``missing``: what a clarification asks for (region, series, level, path, topic); ``options``: the choices offered.
    ``overlap``: True when two notices apply and no text says which prevails. ``clause_only``: nothing but a clause
    was found; it is shown as a clause and not as an answer.
    """

    status: Status
    statements: tuple[Statement, ...] = ()
    notices: tuple[str, ...] = ()
    contacts: tuple[tuple[str, ContactFact], ...] = ()
    missing: str = ""
    options: tuple[str, ...] = ()
    overlap: bool = False
    compare: bool = False
    absent: tuple[Wish, ...] = ()  # rounds asked about of which nothing is on file
    alike: bool | None = None  # whether the notices compared say the same, when that was asked
    verdict: str = ""  # the conclusion of a comparison: the name of the notice it falls to
    region: str = ""  # no_notice: the place asked about
    series: str = ""
    clause_only: Citation | None = None
    remarks: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()  # parts of the message that ask something and are not answered
    several: bool = False  # whether the message asks several things apart
    topics: tuple[str, ...] = field(default=())
    intent: str = ""  # small talk: which
