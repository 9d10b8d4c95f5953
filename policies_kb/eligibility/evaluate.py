"""Evaluates a predicate for one person: met, unmet or unknown, with what would decide it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from policies_kb.reference import load_reference

from . import predicates as p
from .anniversaries import anniversary
from .applicant import Applicant, UnitLevel
from .outcome import MET, OPEN, UNMET, Outcome, Status, all_of, any_of, negate, unknown
from .periods import between, days_of
from .values import shown


def evaluate(predicate: p.Predicate, applicant: Applicant, as_of: date) -> Outcome:
    """The outcome of ``predicate`` on the day ``as_of``."""
    return _EVALUATORS[type(predicate)](predicate, applicant, as_of)


def _one_of(test: p.OneOf, applicant: Applicant, as_of: date) -> Outcome:
    value = getattr(applicant, test.field)
    if value is None:
        return MET if test.unstated else unknown(test.field)
    found = MET if value in test.values else OPEN if value in test.open else UNMET
    return replace(found, value=shown(test.field, value))


def _contains(test: p.Contains, applicant: Applicant, as_of: date) -> Outcome:
    value = getattr(applicant, test.field)
    if value is None:
        return unknown(test.field)
    return replace(MET if any(word in value for word in test.words) else UNMET, value=value)


def _region(test: p.Region, applicant: Applicant, as_of: date) -> Outcome:
    regions = load_reference().regions
    if applicant.region is None:
        return unknown("region")
    chain = load_reference().region_chain(applicant.region)
    if any(name in test.within for name in chain):
        return replace(MET, value=applicant.region)
    below = any(regions[name].parent == applicant.region for name in test.within)
    if below and applicant.unit_level is not UnitLevel.PREFECTURE:
        return replace(unknown("region"), value=applicant.region)  # the prefecture is told, the county is not
    place = regions[applicant.region]
    near = place.inside and place.inside in {*test.within, *(regions[name].parent for name in test.within)}
    note = f"{place.name}在{place.inside}境内，但不归它管" if near else ""
    return replace(UNMET, value=applicant.region, note=note)


def _listed_series(test: p.ListedSeries, applicant: Applicant, as_of: date) -> Outcome:
    if applicant.series is None:
        return unknown("series")
    value = "·".join(filter(None, (applicant.series, applicant.specialty)))
    if applicant.series not in test.series:
        # a word that names no series on file says nothing about the list
        known = applicant.series in load_reference().series
        return replace(UNMET if known else OPEN, value=value)
    specialties = test.series[applicant.series]
    if not specialties:
        return replace(MET, value=value)
    if applicant.specialty is None:
        return replace(unknown("specialty"), value=value)
    names = _specialty_names(applicant.series, applicant.specialty)
    listed = any(name in said or said in name for said in names for name in specialties)
    return replace(MET if listed else OPEN, value=value)


@lru_cache(maxsize=1024)
def _specialty_names(series: str, specialty: str) -> frozenset[str]:
    """The specialty as told, and the specialties of the reference data whose words it holds."""
    entry = load_reference().series.get(series)
    known = entry.specialties.items() if entry else ()
    return frozenset({specialty, *(name for name, words in known if any(word in specialty for word in words))})


def _years(test: p.Years, applicant: Applicant, as_of: date) -> Outcome:
    worked = _worked(applicant)
    if applicant.education is None:
        asks = ("education",) if worked else ("education", "years")
        return replace(unknown(*asks), value=worked, needs=_table(test))
    row = test.table.get(applicant.education)
    if row is None:
        return replace(OPEN, value=applicant.education.value, needs=_table(test))
    needs = f"{applicant.education.value}毕业{_span(row.years)}"
    told = Outcome(Status.MET, value=worked, needs=needs, quote=row.quote, clause=row.clause, notice=row.notice)
    if row.years == 0:
        return replace(told, value=worked or applicant.education.value)
    if applicant.work_start:
        reached = anniversary(applicant.work_start, row.years)
        return told if reached <= as_of else replace(told, status=Status.UNMET, in_time=True, earliest=reached)
    if applicant.work_period:
        return _began_within(days_of(applicant.work_period), row.years, told, as_of)
    least, most = applicant.years, applicant.years
    if least is None:
        least, most = applicant.years_least, applicant.years_most
    if least is None or most is None or least < row.years <= most:
        return replace(told, status=Status.UNKNOWN, missing=("years",))
    return told if least >= row.years else replace(told, status=Status.UNMET, in_time=True)


def _began_within(span: tuple[date, date], years: int, told: Outcome, as_of: date) -> Outcome:
    """For somebody who began on one of these days: only where it differs must they say which."""
    first, last = (anniversary(day, years) for day in span)
    if last <= as_of:
        return told
    if first <= as_of:
        return replace(told, status=Status.UNKNOWN, missing=("years",))
    return replace(told, status=Status.UNMET, in_time=True, earliest=first, earliest_by=last)


def _span(years: int) -> str:
    return f"须满{years}年" if years else "参加工作当年即可"


def _table(test: p.Years) -> str:
    return "、".join(f"{education.value}{_span(row.years)}" for education, row in test.table.items())


def _worked(applicant: Applicant) -> str:
    if applicant.work_start:
        start = applicant.work_start
        return f"从{start.year}年{start.month}月{start.day}日开始工作"
    if applicant.work_period:
        return f"从{between(*days_of(applicant.work_period))}开始工作"
    if applicant.years is None and applicant.years_least is not None:
        return f"前后几段，最近一段{shown('years', applicant.years_least)}，合计{shown('years', applicant.years_most)}"
    if applicant.years is None:
        return ""
    about = "" if applicant.years.is_integer() else "大约"  # 十一个月, 快两年: a rounded telling
    return f"工作{about}{shown('years', applicant.years)}"


def _at_least(test: p.AtLeast, applicant: Applicant, as_of: date) -> Outcome:
    value = getattr(applicant, test.field)
    if value is None:
        return unknown(test.field)
    if value >= test.value:
        return replace(MET, value=shown(test.field, value))
    runs = test.in_time_when and evaluate(test.in_time_when, applicant, as_of).status is Status.MET
    return replace(UNMET, value=shown(test.field, value), in_time=bool(runs))


def _assessed(test: p.Assessed, applicant: Applicant, as_of: date) -> Outcome:
    if applicant.assessments is None:
        return unknown("assessments")
    if not applicant.assessments:
        return replace(unknown("assessments"), pending=True, value="还没有考核结果")
    value = shown("assessments", applicant.assessments)
    bad = [index for index, grade in enumerate(applicant.assessments) if grade not in test.among]
    if not bad:
        return replace(MET, value=value)
    counts = test.latest or 1
    if test.latest_by_education:
        if applicant.education is None:
            fewest, most = min(test.latest_by_education.values()), max(test.latest_by_education.values())
            if bad[0] >= most:
                counts = most
            elif bad[0] < fewest:
                counts = fewest
            else:
                return replace(unknown("education"), value=value)
        else:
            counts = test.latest_by_education.get(applicant.education, counts)
    if bad[0] < counts:
        return replace(UNMET, value=value)
    return replace(OPEN if test.older_open else MET, value=value)


def _postponed(test: p.Postponed, applicant: Applicant, as_of: date) -> Outcome:
    if applicant.assessments is None:
        return unknown("assessments")
    value = shown("assessments", applicant.assessments) or "还没有考核结果"
    counted = applicant.assessments[: test.latest]
    parts = [(grade, counted.count(grade), years) for grade, years in test.years.items() if grade in counted]
    if not parts:
        return replace(MET, value=value)
    total = sum(times * years for _, times, years in parts)
    sums = "，".join(f"{grade.value}{times}次，每次顺延{years}年" for grade, times, years in parts)
    note = f"{sums}，共顺延{total}年申报"
    if len(parts) == 1 and parts[0][1] == 1:
        note = f"{parts[0][0].value}1次，顺延{total}年申报"
    gravest = max(parts, key=lambda part: part[2])[0]
    return replace(UNMET, value=value, in_time=True, note=note, quote=test.quotes.get(gravest, ""))


def _language(test: p.Language, applicant: Applicant, as_of: date) -> Outcome:
    rows: list[p.GradeRow] = []
    asks: list[str] = []
    for row in test.rows:
        fits = evaluate(row.when, applicant, as_of) if row.when else MET
        if fits.status is Status.UNMET:
            continue
        rows.append(row)
        if fits.status is Status.MET:
            break
        asks += fits.missing
    grades = {row.grade for row in rows}
    # while several rows may be the person's, only the notice's whole sentence says which is whose
    needs = f"{rows[0].grade.value}以上" if len(grades) == 1 else ""
    if applicant.putonghua is None:
        return replace(unknown("putonghua", *asks), needs=needs)
    rank, value = applicant.putonghua.rank, shown("putonghua", applicant.putonghua)
    if rank >= max(row.grade.rank for row in rows):
        return replace(MET, value=value, needs=needs)
    if rank < min((row.floor or row.grade).rank for row in rows):
        least = min((row.grade for row in rows), key=lambda grade: grade.rank)
        return replace(UNMET, value=value, needs=needs or f"至少{least.value}以上")
    return Outcome(Status.UNKNOWN, missing=tuple(dict.fromkeys(asks)), value=value, needs=needs)


def _not_exam_only(test: p.NotExamOnly, applicant: Applicant, as_of: date) -> Outcome:
    if applicant.exam_only is not None:
        return replace(UNMET if applicant.exam_only else MET, value=shown("exam_only", applicant.exam_only))
    if applicant.series is None:
        return unknown("series", "exam_only")
    entry = load_reference().series.get(applicant.series)
    value = "·".join(filter(None, (applicant.series, applicant.specialty)))
    if entry is None:
        return replace(unknown("exam_only"), value=value)
    if not entry.exam_only:
        return replace(MET, value=value)
    named = {applicant.series, applicant.series.removesuffix("系列"), applicant.specialty or ""} - {""}
    if any(word in name for word in entry.exam_only for name in named):
        return replace(UNMET, value=value, note="这类专业由国家统一考试取得职称（全国通行的规定，通知没有列名单）")
    return replace(unknown("exam_only"), value=value)


def _elsewhere(test: p.Elsewhere, applicant: Applicant, as_of: date) -> Outcome:
    return OPEN


def _fewer_assessed(test: p.FewerAssessed, applicant: Applicant, as_of: date) -> Outcome:
    years = getattr(applicant, test.field)
    if applicant.assessments is None or years is None:
        return unknown("assessments")
    return MET if len(applicant.assessments) <= years else UNMET


_EVALUATORS: dict[type, Callable[[Any, Applicant, date], Outcome]] = {
    p.OneOf: _one_of,
    p.Contains: _contains,
    p.Region: _region,
    p.ListedSeries: _listed_series,
    p.Years: _years,
    p.AtLeast: _at_least,
    p.Assessed: _assessed,
    p.Postponed: _postponed,
    p.Language: _language,
    p.NotExamOnly: _not_exam_only,
    p.Elsewhere: _elsewhere,
    p.FewerAssessed: _fewer_assessed,
    p.AllOf: lambda test, applicant, as_of: all_of([evaluate(t, applicant, as_of) for t in test.of]),
    p.AnyOf: lambda test, applicant, as_of: any_of([evaluate(t, applicant, as_of) for t in test.of]),
    p.Not: lambda test, applicant, as_of: negate(evaluate(test.of, applicant, as_of)),
}
