"""Typed facts of a notice: what is typed is the truth, and the sentence people read is made from it.

A record writes quotes without their clause: the clause is found in the notice's text (``loading/anchors.py``). Paths,
stages and groups are names of the reference data; the loader sees to it that they exist.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, field_validator
from pydantic_core import PydanticCustomError

Path = str  # an id of reference/paths.yml
APPLY = "apply"  # the stage that every application starts with (reference/stages.yml)
APPLICANT = "申报人"
DAY = "YYYY-MM-DD"


class Level(StrEnum):
    """The level of a title; the values are the words of the notices."""

    JUNIOR = "初级"
    MIDDLE = "中级"
    DEPUTY_SENIOR = "副高级"
    SENIOR = "正高级"


class Education(StrEnum):
    """The education that a fact speaks of, lowest first; the values are the words of the applicant fields.

    The lowest is what people tell of themselves; it is neither 大专 nor 中专, which notices ask for.
    """

    SCHOOL = "高中及以下"
    SECONDARY = "中专"
    COLLEGE = "大专"
    BACHELOR = "本科"
    MASTER = "硕士"
    DOCTOR = "博士"
    POSTDOC = "博士后出站"


class Strict(BaseModel):
    """A model that refuses unknown fields, so that a typing error in a record cannot pass unseen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Quote(Strict):
    """A verbatim piece of one clause (white space aside). ``notice``: of which, once it is loaded."""

    clause: str
    quote: str = Field(min_length=2)
    notice: str = ""


class Bound(Strict):
    """A value that can be held against the asker's: ``of`` what (the words of the quote), at least or at most how much.

    ``months_old``: how long before it is handed in a paper may have been made; ``characters``: how long a text is.
    ``value``: a number, or a step of a scale of the reference data (grades, sanctions). ``per``: for each 年, 人.
    """

    of: str = Field(min_length=2)
    dim: Literal["grade", "sanction", "class_hours", "months", "months_old", "characters"]
    op: Literal["min", "max"]
    value: float | str
    per: str = ""


class Fact(Strict):
    """What every fact carries.

    ``id`` names the point that the fact settles; the points of the reference data have one id for all notices.
    ``topic`` may be left out where the kind has one of its own. ``say`` is the sentence that answers the topic's
    question: rendered from the typed fields where a record leaves it out; written by hand, it must hold what is typed.
    ``note`` is a hand-written sentence after the rendered one. ``silent``: the fact says that the notice leaves the
    point, or a part of it, open. ``asks``: words people use for exactly this fact, besides those of its point.
    ``applies_to`` names groups of people (reference/groups.yml) or places that the fact is limited to; empty means
    everybody. ``paths``, ``levels`` and ``education`` limit it likewise. ``bounds``: the values that it sets.
    ``states`` and ``leaves_open``: aspects
    (aspects/aspects.yml), only where what is derived from the quotes and the sentence is to be put right.
    ``review_by``: the day by which somebody must look at it again, where the rule of ``upkeep`` is not right for it.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")
    topic: str
    also: tuple[str, ...] = ()
    clause: str
    quote: str = Field(min_length=2)
    notice: str = ""
    more_quotes: tuple[Quote, ...] = ()
    say: str = Field(default="", max_length=260)
    note: str = Field(default="", max_length=160)
    silent: bool = False
    asks: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    levels: tuple[Level, ...] = ()
    education: tuple[Education, ...] = ()
    applies_to: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    states: tuple[str, ...] = ()
    leaves_open: tuple[str, ...] = ()
    review_by: date | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The main quote first, then the others."""
        return (Quote(clause=self.clause, quote=self.quote, notice=self.notice), *self.more_quotes)

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic that this fact answers, the main one first."""
        return (self.topic, *self.also)


class WindowFact(Fact):
    """A span of dates in which a stage is open; both ends belong to it. (The gate sees to it that they are in order.)

    A date without a time of day means the whole day. ``called``: the notice's own name for it (个人申报时间), where it
    is another than the stage's. ``tentative`` is True for 拟定 dates. ``end`` may be absent where the notice leaves the
    date to a later announcement; ``planned`` then holds its words for it (2001年3月下旬). ``place``: where it happens.
    """

    kind: Literal["window"]
    stage: str
    called: str = ""
    start: datetime | date | None
    end: datetime | date | None
    tentative: bool = False
    planned: str = ""
    place: str = ""
    duty: str = ""  # whose duty: 申报人, 用人单位 …

    @field_validator("start", "end", mode="before")
    @classmethod
    def _whole_day(cls, value: object) -> object:
        """A date written as text stays a date: as a moment it would mean midnight."""
        if not isinstance(value, str) or len(value) != len(DAY):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise PydanticCustomError("date_written", "no day") from error


class CutoffFact(Fact):
    """A moment by which something must have happened (a form must have reached the final reviewer)."""

    kind: Literal["cutoff"]
    at: datetime
    called: str = "提交"


class YearsFact(Fact):
    """Years of professional work that a path asks for; 0 means the same year (当年)."""

    kind: Literal["years"]
    years: int = Field(ge=0, le=20)
    education: tuple[Education, ...] = Field(min_length=1)


class SeriesFact(Fact):
    """Series that may apply, each with the specialties the notice names; none named means the whole series.

    ``closed``: what the list does not hold is not in it; a list that ends in 等 is not closed for its specialties.
    """

    kind: Literal["series"]
    series: dict[str, tuple[str, ...]] = Field(min_length=1)
    closed: bool = True


class RuleFact(Fact):
    """A condition, exclusion, exemption, deferral or coverage statement.

    ``stance``: whether the people in question can apply by this rule (yes/no), or it only describes (neutral).
    """

    kind: Literal["condition", "exclusion", "exemption", "coverage"]
    stance: Literal["yes", "no", "neutral"] = "neutral"


class DeferralFact(Fact):
    """Each yearly assessment of ``grade`` puts the application off by so many ``years``."""

    kind: Literal["deferral"]
    grade: Literal["基本合格", "不合格"]
    years: int = Field(ge=1, le=20)


class MaterialFact(Fact):
    """One material, or one requirement on it.

    ``item``: its number in the notice's own list, read from the clause. ``form``: original, copy, scan, photo or file
    as the notice words it; ``copies`` in pieces; ``kept`` says whether the bureau keeps or returns it, None where the
    notice is silent; ``handwritten`` holds the exact sentence to write.
    """

    kind: Literal["material"]
    channel: Literal["online", "paper", "both"]
    name: str
    item: int | None = None
    listed: bool = True  # False: a requirement on an item that another fact already lists
    form: str = ""
    copies: int | None = None
    years: str = ""
    required_when: str = ""
    seal: str = ""
    handwritten: str = ""
    kept: Literal["kept", "returned"] | None = None
    provided_by: str = APPLICANT


class RouteFact(Fact):
    """The steps an application goes through and who takes each, in order."""

    kind: Literal["route"]
    who: str
    steps: tuple[str, ...] = Field(min_length=1)


class ResubmissionFact(Fact):
    """The rules on returned applications: ``hours`` to mend it, ``times`` it may be submitted in all."""

    kind: Literal["resubmission"]
    hours: int | None = Field(default=None, gt=0)
    times: int | None = Field(default=None, gt=0)


class FeeFact(Fact):
    """A fee in yuan per person. ``called``: the notice's own name for it (职称评审费)."""

    kind: Literal["fee"]
    amount: int = Field(gt=0)
    called: str = ""


class ContactFact(Fact):
    """A telephone number and what it is for. ``office``: what the notice adds to the name."""

    kind: Literal["contact"]
    role: Literal["咨询", "监督"]
    people: tuple[str, ...] = ()
    phone: str
    office: str = ""


class PlaceFact(Fact):
    """An address, and what happens there (``purpose``: 受理, 报送 …)."""

    kind: Literal["place"]
    address: str
    purpose: str = "受理"


class PlatformFact(Fact):
    """The web platform on which people apply."""

    kind: Literal["platform"]
    name: str
    url: HttpUrl | None = None


class PenaltyFact(Fact):
    """A consequence that lasts ``years``. ``starts``: next_year where it runs from the year after the application."""

    kind: Literal["penalty"]
    years: int
    starts: Literal["", "next_year"] = ""


class PostingFact(Fact):
    """The unit's own posting (公示) before the application: at least ``working_days`` long."""

    kind: Literal["posting"]
    working_days: int = Field(gt=0)


class DocumentFact(Fact):
    """Documents that the notice rests on or points to. ``purpose``: what for (资格条件, 查处弄虚作假 …)."""

    kind: Literal["document"]
    documents: tuple[str, ...] = Field(min_length=1)
    purpose: str = ""


class AttachmentFact(Fact):
    """The attachments of the notice by number: ``titles[0]`` is 附件1."""

    kind: Literal["attachments"]
    titles: tuple[str, ...] = Field(min_length=1)


class StatementFact(Fact):
    """Anything else the notice states: a duty, a filling rule, a posting rule, a consequence without a term."""

    kind: Literal["statement"]


AnyFact = Annotated[
    WindowFact
    | CutoffFact
    | YearsFact
    | SeriesFact
    | RuleFact
    | DeferralFact
    | MaterialFact
    | RouteFact
    | ResubmissionFact
    | FeeFact
    | ContactFact
    | PlaceFact
    | PlatformFact
    | PenaltyFact
    | PostingFact
    | DocumentFact
    | AttachmentFact
    | StatementFact,
    Field(discriminator="kind"),
]


def day_of(moment: datetime | date) -> date:
    """The calendar day of a date or a moment."""
    return moment.date() if isinstance(moment, datetime) else moment
