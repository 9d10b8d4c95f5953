"""What a told fact decides of a running check: what rules out, and what only puts the application off."""

from __future__ import annotations

from datetime import date

import pytest

from actions.eligibility import Check
from actions.eligibility.finding import finding
from policies_kb.eligibility import Rulebook, Status, Trace

DAY = date(2024, 9, 20)
PERSON = {
    "region": "库尔勒市",
    "unit_kind": "事业单位",
    "series": "技工院校教师系列",
    "current_title": "初级",
}


def decided(book: Rulebook, grades: list[str]) -> list[Trace]:
    check = Check(target="评审", told={**PERSON, "assessments": grades})
    return [trace for _, trace in finding(book, check, {"assessments"}, DAY)]


@pytest.mark.parametrize(
    ("grades", "years"),
    [
        (["合格", "合格", "基本合格"], "顺延1年"),
        (["基本合格", "基本合格"], "共顺延2年"),
        (["不合格", "合格"], "顺延2年"),
        (["基本合格", "不合格", "优秀"], "共顺延3年"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else value,
)
def test_a_grade_that_puts_the_application_off_is_a_finding(book: Rulebook, grades: list[str], years: str) -> None:
    (trace,) = decided(book, grades)
    assert (trace.role, trace.status, trace.in_time) == ("deferral", Status.UNMET, True)
    assert years in trace.note
    assert "顺延" in trace.quote


@pytest.mark.parametrize("grades", [["合格", "优秀"], ["合格", "合格", "合格", "基本合格"]], ids="-".join)
def test_a_grade_that_puts_nothing_off_is_none(book: Rulebook, grades: list[str]) -> None:
    assert decided(book, grades) == []
