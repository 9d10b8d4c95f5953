"""The vocabulary in which rules.yml writes conditions. Declarative: nothing here knows a notice."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from policies_kb.model.facts import Education, Strict

from .applicant import Applicant, Assessment, Putonghua

Choice = str | bool


class OneOf(Strict):
    """The field holds one of ``values``; for a value in ``open`` the text does not say.

    ``unstated``: the notice has no such condition, so nobody is asked; who tells a value in ``open`` meets a question
    that the text leaves open (a retired person and a notice for people "who work").
    """

    kind: Literal["one_of"]
    field: str
    values: tuple[Choice, ...]
    open: tuple[Choice, ...] = ()
    unstated: bool = False


class Contains(Strict):
    """The free text of a field holds one of ``words``."""

    kind: Literal["contains"]
    field: str
    words: tuple[str, ...]


class Region(Strict):
    """The unit lies in one of these places and answers to it. Left out, they are the places the notice covers."""

    kind: Literal["region"]
    within: tuple[str, ...] = ()


class ListedSeries(Strict):
    """The series stands in the notice's own list, with its specialties where the notice names them.

    A specialty that a named list does not hold is open (such lists end in 等, and names vary); a series is not.
    ``series`` is taken from the record's facts.
    """

    kind: Literal["listed_series"]
    series: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class YearsRow(Strict):
    """Years of professional work for one education; 0 means the same year (当年)."""

    years: int = Field(ge=0, le=20)
    quote: str = Field(min_length=2)
    clause: str = ""
    notice: str = ""


class Years(Strict):
    """Enough years of professional work for the education. An education without a row is open.

    ``table`` is taken from the record's facts on years for the path.
    """

    kind: Literal["years"]
    table: dict[Education, YearsRow] = Field(default_factory=dict)


class AtLeast(Strict):
    """A number is at least ``value``; short of it, time alone helps while ``in_time_when`` holds."""

    kind: Literal["at_least"]
    field: str
    value: float
    in_time_when: Predicate | None = None


class Assessed(Strict):
    """The latest yearly assessments are all among ``among``.

    ``latest``: how many count; left out, as many as the record's facts on years ask of each education (at least one).
    ``older_open``: what earlier bad years mean is not said. Nobody is assessed yet: unknown, and time brings it.
    """

    kind: Literal["assessed"]
    among: tuple[Assessment, ...] = (Assessment.EXCELLENT, Assessment.PASS)
    latest: int | None = Field(default=None, ge=1)
    latest_by_education: dict[Education, int] = Field(default_factory=dict)
    older_open: bool = False


class Postponed(Strict):
    """Each assessment of these grades among the latest ones puts the application off; the years add up.

    ``years`` is taken from the record's facts of the kind ``deferral``.
    """

    kind: Literal["postponed"]
    latest: int = Field(ge=1)
    years: dict[Assessment, int] = Field(default_factory=dict)
    quotes: dict[Assessment, str] = Field(default_factory=dict)


class GradeRow(Strict):
    """``grade`` is surely enough; from ``floor`` up to it the text is open; without a floor there is no doubt."""

    when: Predicate | None = None
    grade: Putonghua
    floor: Putonghua | None = None


class Language(Strict):
    """A grade in the national language test, by role: the first row that fits counts."""

    kind: Literal["putonghua"]
    rows: tuple[GradeRow, ...]


class NotExamOnly(Strict):
    """The profession is not one whose title comes from a national examination.

    What the applicant says counts first; without it, the reference data for clear professions, which are national
    knowledge and not from the notice.
    """

    kind: Literal["not_exam_only"]


class Elsewhere(Strict):
    """The rule stands in a document that is not on file."""

    kind: Literal["elsewhere"]
    document: str = ""


class AllOf(Strict):
    kind: Literal["all_of"]
    of: tuple[Predicate, ...]


class AnyOf(Strict):
    kind: Literal["any_of"]
    of: tuple[Predicate, ...]


class Not(Strict):
    kind: Literal["not"]
    of: Predicate


class FewerAssessed(Strict):
    """No more yearly assessments are told than ``field`` has years: the series of years is still running."""

    kind: Literal["assessed_no_longer_than"]
    field: str


Predicate = Annotated[
    OneOf
    | Contains
    | Region
    | ListedSeries
    | Years
    | AtLeast
    | Assessed
    | Postponed
    | Language
    | NotExamOnly
    | Elsewhere
    | AllOf
    | AnyOf
    | Not
    | FewerAssessed,
    Field(discriminator="kind"),
]

for _model in (AtLeast, GradeRow, Language, AllOf, AnyOf, Not):
    _model.model_rebuild()

READS: dict[type, tuple[str, ...]] = {
    Region: ("region", "unit_level"),
    ListedSeries: ("series", "specialty"),
    Years: ("education", "years", "years_least", "years_most", "work_start", "work_period"),
    Assessed: ("assessments", "education"),
    Postponed: ("assessments",),
    NotExamOnly: ("exam_only", "series", "specialty"),
    Elsewhere: (),
}


def reads(predicate: Predicate) -> frozenset[str]:
    """The applicant's fields that a predicate looks at."""
    found: set[str] = set(READS.get(type(predicate), ()))
    if isinstance(predicate, (OneOf, Contains, AtLeast, FewerAssessed)):
        found.add(predicate.field)
    if isinstance(predicate, FewerAssessed):
        found.add("assessments")
    if isinstance(predicate, AtLeast) and predicate.in_time_when:
        found |= reads(predicate.in_time_when)
    if isinstance(predicate, Language):
        found.add("putonghua")
        for row in predicate.rows:
            found |= reads(row.when) if row.when else set()
    if isinstance(predicate, (AllOf, AnyOf)):
        for inner in predicate.of:
            found |= reads(inner)
    if isinstance(predicate, Not):
        found |= reads(predicate.of)
    return frozenset(found)


FIELDS = frozenset(Applicant.model_fields)
