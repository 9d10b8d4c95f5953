"""What is refused, under which field and with which words; and which notices bear on a person."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from policies_kb.eligibility import Applicant, ApplicantError, Rulebook, assess, question, question_options
from policies_kb.eligibility.values import fields
from policies_kb.serving import serving_base

DAY = date(2024, 10, 9)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("years", -1),
        ("years", float("nan")),
        ("years", 200),
        ("education", "博士后"),
        ("unit_kind", "公司"),
        ("region", "火星"),
        ("putonghua", "二级"),
        ("assessments", ["良好"]),
        ("work_start", "2024-13-01"),
        ("work_period", "2021-13"),
        ("work_period", "2021-08..2021-05"),
        ("work_period", "2021..2022"),
        ("grassroots_years", -0.5),
        ("salary", 1),
    ],
)
def test_refused(field: str, value: Any) -> None:
    with pytest.raises(ValidationError) as raised:
        Applicant.model_validate({field: value})
    assert raised.value.errors()[0]["loc"][0] == field


def test_a_start_after_the_day_of_asking_is_refused(book: Rulebook) -> None:
    with pytest.raises(ApplicantError, match="晚于询问当天") as raised:
        assess(book, "初定初级", Applicant(work_start=date(2024, 10, 10)), DAY)
    assert raised.value.field == "work_start"


@pytest.mark.parametrize(("said", "name"), [("焉耆", "焉耆回族自治县"), ("库车县", "库车市")])
def test_everyday_names_of_regions(said: str, name: str) -> None:
    assert Applicant(region=said).region == name


UNASKED = {"work_start", "work_period", "years_least", "years_most", "other_degrees"}  # told, or told for years


def test_every_field_can_be_asked() -> None:
    base = serving_base()
    assert set(fields()) == set(Applicant.model_fields) - UNASKED
    for name, words in fields().items():
        asked = question(name, base)
        assert words.label and words.why and asked.question.endswith(("？", "）"))
        assert not re.search("[{}]", asked.question + asked.meaning + asked.example)
    assert [value for value, _ in question_options("retired")] == [False, True]


def test_options_are_values_of_the_field() -> None:
    for name in fields():
        for value, title in question_options(name):
            assert title
            if name != "assessments":
                Applicant.model_validate({name: value})


@pytest.mark.parametrize(
    ("target", "told", "notices"),
    [
        (
            "初定初级",
            {"region": "轮台县", "series": "农业系列"},
            ["luntai-2024-chuding", "akesu-2024-h1", "yanqi-2024-chuding"],
        ),
        (
            "初定初级",
            {"region": "焉耆县", "series": "档案系列"},
            ["bazhou-archives-2024", "yanqi-2024-chuding", "akesu-2024-h1", "luntai-2024-chuding"],
        ),
        ("高定", {"region": "库尔勒市", "series": "工程系列"}, ["akesu-2024-h1"]),
        ("授予", {"region": "焉耆县", "series": "农业系列"}, ["yanqi-2024-chuding", "akesu-2024-h1"]),
        ("评审", {"region": "库尔勒市", "series": "技工院校教师系列"}, ["bazhou-techschool-2024"]),
        ("评审", {"region": "库尔勒市", "series": "工程系列"}, ["bazhou-archives-2024", "bazhou-techschool-2024"]),
    ],
)
def test_which_notices_bear(book: Rulebook, target: str, told: dict[str, Any], notices: list[str]) -> None:
    assert [r.notice_id for r in assess(book, target, Applicant(**told), DAY)] == notices


def test_two_notices_that_both_apply_stand_side_by_side(book: Rulebook) -> None:
    told = Applicant.model_validate(
        {
            "region": "焉耆县",
            "unit_kind": "企业",
            "series": "档案系列",
            "education": "大专",
            "study_mode": "全日制",
            "years": 3,
            "assessments": ["合格"],
            "current_title": "无",
            "retired": False,
            "under_discipline": False,
        }
    )
    verdicts = {r.notice_id: r for r in assess(book, "初定初级", told, DAY)}
    assert verdicts["yanqi-2024-chuding"].verdict.value == "eligible"
    assert verdicts["bazhou-archives-2024"].verdict.value == "need_info"
    for name in ("yanqi-2024-chuding", "bazhou-archives-2024"):
        assert "没有写以哪份为准" in verdicts[name].text


def test_the_shape_of_a_result(book: Rulebook) -> None:
    shape = assess(book, "初定初级", Applicant(region="轮台县"), DAY)[0].as_dict()
    assert set(shape) == {"notice_id", "target", "verdict", "window", "earliest", "missing", "conditions", "text"}
    assert {"name", "status", "clause", "quote"} <= set(shape["conditions"][0])
