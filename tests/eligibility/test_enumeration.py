"""Every combination of each path's condition space against a decision table written apart from the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest

from policies_kb.eligibility import Applicant, Rulebook, Trace, Verdict, assess

Person = dict[str, Any]
DAY = date(2024, 10, 9)
KINDS = ["事业单位", "企业", "机关", "参公单位", "社会组织", None]
EDUCATIONS = ["中专", "大专", "本科", "硕士", None]
MODES = ["全日制", "非全日制", "党校", None]
YEARS = [0.5, 1, 2, 3, None]
GRADES = [("合格",), ("不合格",), None]
TITLES = ["无", "初级", None]


def combine(**choices: Iterable[Any]) -> Iterator[Person]:
    for values in product(*choices.values()):
        yield {name: value for name, value in zip(choices, values, strict=True) if value is not None}


def table(*columns: str) -> str:
    """no beats ask, ask beats time, time beats open: a person is told the firmest thing that can be said."""
    for mark, verdict in (("no", "ineligible"), ("ask", "need_info"), ("time", "not_yet"), ("open", "need_info")):
        if mark in columns:
            return verdict
    return "eligible"


def pick(value: Any, **marks: str) -> str:
    return "ask" if value is None else marks.get(str(value), marks.get("other", "yes"))


def span(person: Person, asked: dict[str, int]) -> str:
    education, years = person.get("education"), person.get("years")
    if education is None:
        return "ask"
    if education not in asked:
        return "open"
    if asked[education] == 0:
        return "yes"
    return "ask" if years is None else "yes" if years >= asked[education] else "time"


def assessed(person: Person) -> str:
    grades = person.get("assessments")
    return "ask" if grades is None else "no" if "不合格" in grades else "yes"


def yanqi(person: Person) -> str:
    return table(
        pick(person.get("unit_kind"), 机关="no", 参公单位="no", 社会组织="open"),
        pick(person.get("study_mode"), 全日制="yes", other="no"),
        pick(person.get("current_title"), 无="yes", other="no"),
        span(person, {"中专": 3, "大专": 2, "本科": 1}),
        assessed(person),
    )


def luntai(person: Person) -> str:
    return table(
        pick(person.get("unit_kind"), 机关="no", 参公单位="no"),
        pick(person.get("unit_level"), 地直="no"),
        pick(person.get("retired"), **{"True": "no"}),
        pick(person.get("study_mode"), 全日制="yes", other="no"),
        span(person, {"中专": 3, "大专": 2, "本科": 1}),
    )


def akesu(person: Person) -> str:
    level = person.get("unit_level")
    party = pick(level, 乡镇及以下="yes", 县="open", other="no")
    mode = pick(person.get("study_mode"), 全日制="yes", 党校=party, 非全日制="no")
    if mode == "ask" or "study_mode" not in person:
        mode = "ask"
    return table(
        pick(person.get("unit_kind"), 机关="no", 参公单位="no", 社会组织="open"),
        mode,
        span(person, {"中专": 2, "大专": 1, "本科": 0}),
        assessed(person),
    )


def conferral(person: Person) -> str:
    language = {"事业单位": pick(person.get("putonghua"), 无="no"), None: pick(person.get("putonghua"), 无="ask")}
    return table(
        pick(person.get("unit_kind"), 机关="open", 参公单位="open"),
        language.get(person.get("unit_kind"), "yes"),
        pick(person.get("education"), 硕士="yes", 博士="yes", other="no"),
        assessed(person),
    )


def township(person: Person) -> str:
    return table(
        pick(person.get("unit_level"), 乡镇及以下="yes", other="no"),
        pick(person.get("study_mode"), 非全日制="open"),
        pick(person.get("education"), 本科="yes", 硕士="open", other="no"),
        span({**person}, {"本科": 2}),
        assessed(person),
    )


def promotion(person: Person) -> str:
    years = person.get("grassroots_years")
    return table(
        pick(person.get("current_title"), 无="no"),
        "ask" if years is None else "yes" if years >= 3 else "no",
        pick(person.get("grassroots_excellent"), **{"False": "no"}),
    )


def review(person: Person) -> str:
    grades = person.get("assessments")
    return table(
        pick(person.get("unit_kind"), 机关="no", 参公单位="no"),
        pick(person.get("retired"), **{"True": "no"}),
        pick(person.get("under_discipline"), **{"True": "no"}),
        pick(person.get("current_title"), 中级="no"),
        "ask" if grades is None else "time" if "不合格" in grades else "yes",
        "open",
    )


COMMON = {"unit_kind": KINDS, "education": EDUCATIONS, "study_mode": MODES, "years": YEARS, "assessments": GRADES}
FARMER = {"series": "农业系列", "exam_only": False}
BOOLS = [True, False, None]
SPACES: list[tuple[str, str, Person, dict[str, Any], Callable[[Person], str]]] = [
    (
        "yanqi-2024-chuding",
        "初定初级",
        {"region": "焉耆县", **FARMER},
        {**COMMON, "current_title": TITLES},
        yanqi,
    ),
    (
        "luntai-2024-chuding",
        "初定初级",
        {"region": "轮台县", **FARMER, "current_title": "无", "assessments": ("合格",)},
        {
            **{k: v for k, v in COMMON.items() if k != "assessments"},
            "unit_level": ["地直", "县", "乡镇及以下", None],
            "retired": BOOLS,
        },
        luntai,
    ),
    (
        "akesu-2024-h1",
        "初定初级",
        {"region": "库车市", **FARMER, "current_title": "无", "putonghua": "二级甲等"},
        {**COMMON, "unit_level": ["地直", "县", "乡镇及以下", None]},
        akesu,
    ),
    (
        "akesu-2024-h1",
        "授予",
        {"region": "库车市", **FARMER},
        {
            "unit_kind": KINDS,
            "education": ["本科", "硕士", "博士", None],
            "assessments": GRADES,
            "putonghua": ["三级乙等", "无", None],
        },
        conferral,
    ),
    (
        "akesu-2024-h1",
        "乡镇初定中级",
        {"region": "库车市", "unit_kind": "企业", "current_title": "无", **FARMER},
        {"unit_level": ["地直", "县", "乡镇及以下", None], **{k: v for k, v in COMMON.items() if k != "unit_kind"}},
        township,
    ),
    (
        "akesu-2024-h1",
        "高定",
        {"region": "库车市", "unit_kind": "企业", **FARMER},
        {"current_title": TITLES, "grassroots_years": [1, 2.5, 3, 5, None], "grassroots_excellent": BOOLS},
        promotion,
    ),
    (
        "bazhou-archives-2024",
        "评审",
        {"region": "若羌县", "series": "档案系列"},
        {
            "unit_kind": KINDS,
            "retired": BOOLS,
            "under_discipline": BOOLS,
            "current_title": ["无", "初级", "中级", None],
            "assessments": [("合格",), ("不合格",), (), None],
        },
        review,
    ),
]


@pytest.mark.parametrize(
    ("notice", "target", "fixed", "choices", "expected"), SPACES, ids=[f"{s[0]}-{s[1]}" for s in SPACES]
)
def test_every_combination(
    book: Rulebook, notice: str, target: str, fixed: Person, choices: Any, expected: Callable[[Person], str]
) -> None:
    for told in combine(**choices):
        person = {**fixed, **told}
        results = assess(book, target, Applicant.model_validate(person), DAY)
        result = next(r for r in results if r.notice_id == notice)
        assert result.verdict.value == expected(person), f"{person}\n{result.text}"
        assert all(isinstance(trace, Trace) and trace.clause and trace.quote for trace in result.conditions)
        assert (result.verdict is Verdict.NEED_INFO) or not result.missing
