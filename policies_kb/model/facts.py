"""Typed facts of a notice. Each names its clause, quotes it verbatim and says it in plain words."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, field_validator, model_validator


class Path(StrEnum):
    """A way to a title (DOMAIN.md, Words). Conditions belong to one notice and one path."""

    CHUDING = "chuding"  # 初次确定初级
    CHUDING_MID = "chuding_mid"  # 初次确定中级
    TOWNSHIP_MID = "township_mid"  # 乡镇初定中级
    SHOUYU = "shouyu"  # 授予
    GAODING = "gaoding"  # “访惠聚”三年高定
    PINGSHEN = "pingshen"  # 评审


class Level(StrEnum):
    """The level of a title; the values are the words of the notices."""

    JUNIOR = "初级"
    MIDDLE = "中级"
    DEPUTY_SENIOR = "副高级"
    SENIOR = "正高级"


class Education(StrEnum):
    """The education that a fact speaks of; the values are the words of the gold cases' applicant fields."""

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
    """A verbatim piece of one clause (white space aside)."""

    clause: str
    quote: str = Field(min_length=2)


class Fact(Strict):
    """What every fact carries.

    ``say`` is one plain, self-contained Chinese sentence that answers the topic's question; every number in it must
    stand in a quote. ``asks`` holds words or short phrases people use for exactly this fact. ``applies_to`` names the
    people a fact is limited to (企业, 事业单位, 教师 …); empty means everybody. ``paths``, ``levels`` and
    ``education`` limit it likewise.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")
    topic: str
    also: tuple[str, ...] = ()
    clause: str
    quote: str = Field(min_length=2)
    more_quotes: tuple[Quote, ...] = ()
    say: str = Field(min_length=2, max_length=260)
    asks: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    levels: tuple[Level, ...] = ()
    education: tuple[Education, ...] = ()
    applies_to: tuple[str, ...] = ()

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The main quote first, then the others."""
        return (Quote(clause=self.clause, quote=self.quote), *self.more_quotes)

    @property
    def states_silence(self) -> bool:
        """Whether the fact says that the notice leaves some detail open; whom to ask then belongs to the answer."""
        return "没有写" in self.say or "没有列" in self.say

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic that this fact answers, the main one first."""
        return (self.topic, *self.also)


class Stage(StrEnum):
    """A stage of the year's round; each has its own window."""

    APPLY = "apply"  # 网上申报
    AUDIT = "audit"  # 审核
    PAPER = "paper"  # 纸质材料报送
    UNIT_REPORT = "unit_report"  # 用人单位材料报送
    COUNTY_REPORT = "county_report"  # 县（市）人社局材料报送
    PAYMENT = "payment"  # 缴费
    DEFENCE = "defence"  # 答辩


class WindowFact(Fact):
    """A span of dates in which a stage is open; both ends belong to it.

    A date without a time of day means the whole day. ``year_printed`` is False where the year stands only in the
    notice's title. ``tentative`` is True for 拟定 dates. ``end`` may be absent where the notice leaves the date to a
    later announcement.
    """

    kind: Literal["window"]
    stage: Stage
    start: datetime | date | None
    end: datetime | date | None
    year_printed: bool = True
    tentative: bool = False
    duty: str = ""  # whose duty: 申报人, 用人单位 …

    @field_validator("start", "end", mode="before")
    @classmethod
    def _whole_day(cls, value: object) -> object:
        """A date written as text stays a date: as a moment it would mean midnight."""
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2024-01-01") else value

    @model_validator(mode="after")
    def _in_order(self) -> WindowFact:
        if self.start and self.end and _day(self.end) < _day(self.start):
            raise ValueError(f"the window ends ({self.end}) before it starts ({self.start})")
        return self


class CutoffFact(Fact):
    """A moment by which something must have happened (AK: the form must have reached the final reviewer)."""

    kind: Literal["cutoff"]
    at: datetime


class YearsFact(Fact):
    """Years of professional work that a path asks for; 0 means the same year (当年)."""

    kind: Literal["years"]
    years: int = Field(ge=0, le=20)


class RuleFact(Fact):
    """A condition, exclusion, exemption, deferral or coverage statement.

    ``stance``: whether the people in question can apply by this rule (yes/no), or it only describes (neutral).
    """

    kind: Literal["condition", "exclusion", "exemption", "deferral", "coverage"]
    stance: Literal["yes", "no", "neutral"] = "neutral"


class MaterialFact(Fact):
    """One material, or one requirement on it.

    ``form``: original, copy, scan, photo or file as the notice words it; ``copies`` in pieces; ``kept`` says whether
    the bureau keeps or returns it, None where the notice is silent; ``handwritten`` holds the exact sentence to write.
    """

    kind: Literal["material"]
    channel: Literal["online", "paper", "both"]
    name: str
    item: int | None = None  # number in the notice's own list
    listed: bool = True  # False: a requirement on an item that another fact already lists
    form: str = ""
    copies: int | None = None
    years: str = ""
    required_when: str = ""
    seal: str = ""
    handwritten: str = ""
    kept: Literal["kept", "returned"] | None = None
    provided_by: str = "申报人"


class RouteFact(Fact):
    """The steps an application goes through and who takes each, in order."""

    kind: Literal["route"]
    who: str
    steps: tuple[str, ...]


class ResubmissionFact(Fact):
    """The rules on returned applications: ``hours`` to mend it, ``times`` it may be submitted in all."""

    kind: Literal["resubmission"]
    hours: int | None = None
    times: int | None = None


class FeeFact(Fact):
    """A fee in yuan per person."""

    kind: Literal["fee"]
    amount: int = Field(gt=0)


class ContactFact(Fact):
    """A telephone number and what it is for."""

    kind: Literal["contact"]
    role: Literal["咨询", "监督"]
    people: tuple[str, ...] = ()
    phone: str


class PlaceFact(Fact):
    """An address, and what happens there."""

    kind: Literal["place"]
    address: str


class PlatformFact(Fact):
    """The web platform on which people apply."""

    kind: Literal["platform"]
    name: str
    url: HttpUrl | None = None


class PenaltyFact(Fact):
    """A consequence that lasts ``years``."""

    kind: Literal["penalty"]
    years: int


class PostingFact(Fact):
    """The unit's own posting (公示) before the application: at least ``working_days`` long."""

    kind: Literal["posting"]
    working_days: int = Field(gt=0)


class DocumentFact(Fact):
    """Documents that the notice rests on or points to."""

    kind: Literal["document"]
    documents: tuple[str, ...]


class AttachmentFact(Fact):
    """The attachments of the notice by number: ``titles[0]`` is 附件1."""

    kind: Literal["attachments"]
    titles: tuple[str, ...]


class StatementFact(Fact):
    """Anything else the notice states: a duty, a filling rule, a posting rule, a consequence without a term."""

    kind: Literal["statement"]


AnyFact = Annotated[
    WindowFact
    | CutoffFact
    | YearsFact
    | RuleFact
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


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
