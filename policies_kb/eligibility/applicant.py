"""What a person tells about themselves. Every field may be unknown; unknown is never replaced by a default."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from policies_kb.model.facts import Education
from policies_kb.reference import load_reference

from .periods import is_period
from .values import fields

Target = str  # what a person applies for: a path's ``target`` in reference/paths.yml


def targets() -> tuple[Target, ...]:
    """Everything a person can apply for, in the order of paths.yml."""
    return tuple(load_reference().targets)


def known_target(value: str) -> Target:
    """``value`` itself; ValueError, in Chinese, for anything that is no path's target."""
    if value not in load_reference().targets:
        raise ValueError(f"没有“{value}”这种申报方式，只有：{'、'.join(targets())}")
    return value


KnownTarget = Annotated[str, AfterValidator(known_target)]


class UnitLevel(StrEnum):
    PREFECTURE = "地直"
    COUNTY = "县"
    TOWNSHIP = "乡镇及以下"


class StudyMode(StrEnum):
    FULL_TIME = "全日制"
    PART_TIME = "非全日制"
    PARTY_SCHOOL = "党校"


class Assessment(StrEnum):
    EXCELLENT = "优秀"
    PASS = "合格"
    BARE_PASS = "基本合格"
    FAIL = "不合格"


class CurrentTitle(StrEnum):
    NONE = "无"
    JUNIOR = "初级"
    MIDDLE = "中级"
    DEPUTY_SENIOR = "副高级"
    SENIOR = "正高级"


class Putonghua(StrEnum):
    """Grades of the national language test, best first; 无 is no certificate."""

    A1 = "一级甲等"
    B1 = "一级乙等"
    A2 = "二级甲等"
    B2 = "二级乙等"
    A3 = "三级甲等"
    B3 = "三级乙等"
    NONE = "无"

    @property
    def rank(self) -> int:
        """A higher number is a better grade."""
        return len(GRADES) - GRADES.index(self)


GRADES = tuple(Putonghua)


class ApplicantError(ValueError):
    """A statement that cannot be true; ``field`` names it."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


class Degree(BaseModel):
    """A finished degree and the way it was studied."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    education: Education
    study_mode: StudyMode


class Applicant(BaseModel):
    """One person's facts.

    ``years`` counts years of professional work up to the day of asking; where ``work_start`` is given too, the date
    decides, because a number of years is a rounded date. ``assessments`` come most recent first; an empty list means
    that there has been none yet. ``grassroots_years`` counts the unbroken years served after the present title.
    ``other_degrees`` are those held besides the highest one (``education``, ``study_mode``).

    Two fields say how much is known of the time at work: ``work_period`` is the year, the month or the months (2023,
    2023-09, 2021-05..2021-08) in which somebody began, where the day is not told; ``years_least`` and ``years_most``
    are what surely counts and the most that may, where ``years`` is not told (service that was broken off).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    region: str | None = None
    unit_kind: str | None = None
    unit_level: UnitLevel | None = None
    series: str | None = None
    specialty: str | None = None
    education: Education | None = None
    study_mode: StudyMode | None = None
    other_degrees: tuple[Degree, ...] = ()
    years: float | None = Field(default=None, ge=0, le=70, allow_inf_nan=False)
    years_least: float | None = Field(default=None, ge=0, le=70, allow_inf_nan=False)
    years_most: float | None = Field(default=None, ge=0, le=70, allow_inf_nan=False)
    work_start: date | None = None
    work_period: str | None = None
    assessments: tuple[Assessment, ...] | None = None
    retired: bool | None = None
    under_discipline: bool | None = None
    exam_only: bool | None = None
    current_title: CurrentTitle | None = None
    grassroots_years: float | None = Field(default=None, ge=0, le=70, allow_inf_nan=False)
    grassroots_excellent: bool | None = None
    putonghua: Putonghua | None = None

    @field_validator("region", "series", "specialty", mode="before")
    @classmethod
    def _blank_is_unknown(cls, value: Any) -> Any:
        return (value.strip() or None) if isinstance(value, str) else value

    @field_validator("region")
    @classmethod
    def _known_region(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return None
        name = _regions().get(value)
        if name is None:
            raise ValueError(f"没有收录的地区“{value}”，请写县（市）或地（州）的名称")
        return name

    @field_validator("unit_kind")
    @classmethod
    def _known_kind(cls, value: str | None) -> str | None:
        kinds = fields()["unit_kind"].options
        if value is not None and value not in kinds:
            raise ValueError(f"没有“{value}”这种单位性质，只有：{'、'.join(kinds)}")
        return value

    @field_validator("work_period")
    @classmethod
    def _span(cls, value: str | None) -> str | None:
        if value is not None and not is_period(value):
            raise ValueError(f"“{value}”不是年份、月份或一段月份，请写成 2023、2023-09 或 2021-05..2021-08")
        return value

    @field_validator("series")
    @classmethod
    def _series_name(cls, value: str | None) -> str | None:
        return _series().get(value, value) if value else None

    def cases(self) -> tuple[Applicant, ...]:
        """The same person by each of their degrees, the highest first: a level and its way of study belong together."""
        others = (degree.model_dump() | {"other_degrees": ()} for degree in self.other_degrees)
        return (self, *(self.model_copy(update=other) for other in others))

    def with_values(self, values: Mapping[str, Any]) -> Applicant:
        """The same person with these fields set, read as they are in JSON."""
        return Applicant.model_validate({**self.model_dump(), **values}) if values else self

    def check(self, as_of: date) -> None:
        """Raises ApplicantError when a date lies after the day of asking."""
        if self.work_start and self.work_start > as_of:
            raise ApplicantError("work_start", f"开始工作的日期{self.work_start}晚于询问当天{as_of}，请核对年月日")


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    names: dict[str, str] = {}
    for region in load_reference().regions.values():
        for said in (region.short, *region.aliases):
            names.setdefault(said, region.name)
    names.update({name: name for name in load_reference().regions})
    return names


@lru_cache(maxsize=1)
def _series() -> dict[str, str]:
    names: dict[str, str] = {}
    for series in load_reference().series.values():
        for said in (series.name.removesuffix("系列"), *series.says):
            names.setdefault(said, series.name)
    names.update({name: name for name in load_reference().series})
    return names


def series_named(text: str) -> str | None:
    """The series that ``text`` as a whole names, with or without the word 系列; None for anything else."""
    return _series().get(text) or _series().get(text.removesuffix("系列"))
