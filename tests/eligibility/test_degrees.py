"""Somebody with two degrees is two cases: a level and its way of study belong together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policies_kb.eligibility import Applicant, Rulebook, Verdict, assess

DAY = date(2024, 5, 10)
PERSON: dict[str, Any] = {
    "region": "拜城县",
    "unit_kind": "事业单位",
    "unit_level": "县",
    "series": "工程系列",
    "specialty": "水利",
    "work_start": "2020-01-01",
    "assessments": ["合格", "合格", "合格"],
    "retired": False,
    "under_discipline": False,
    "exam_only": False,
    "current_title": "无",
    "putonghua": "二级甲等",
}
FULL_TIME_COLLEGE = {"education": "大专", "study_mode": "全日制"}
PART_TIME_BACHELOR = {"education": "本科", "study_mode": "非全日制"}


def verdicts(book: Rulebook, target: str, **told: Any) -> dict[str, Verdict]:
    results = assess(book, target, Applicant.model_validate({**PERSON, **told}), DAY)
    return {result.notice_id: result.verdict for result in results}


@pytest.mark.parametrize("target", ["初定初级", "乡镇初定中级", "授予"])
def test_a_further_degree_never_makes_a_verdict_worse(book: Rulebook, target: str) -> None:
    order = [Verdict.INELIGIBLE, Verdict.NOT_YET, Verdict.NEED_INFO, Verdict.ELIGIBLE]
    one = verdicts(book, target, **PART_TIME_BACHELOR)
    other = verdicts(book, target, **FULL_TIME_COLLEGE)
    both = verdicts(book, target, **PART_TIME_BACHELOR, other_degrees=[FULL_TIME_COLLEGE])
    for notice, verdict in both.items():
        assert order.index(verdict) == max(order.index(one[notice]), order.index(other[notice]))


def test_a_level_never_borrows_the_way_another_was_studied(book: Rulebook) -> None:
    town = {"unit_level": "乡镇及以下"}
    mixed = verdicts(book, "乡镇初定中级", **town, **PART_TIME_BACHELOR, other_degrees=[FULL_TIME_COLLEGE])
    full = verdicts(book, "乡镇初定中级", **town, education="本科", study_mode="全日制")
    assert Verdict.ELIGIBLE in full.values()
    assert Verdict.ELIGIBLE not in mixed.values()


def test_the_text_says_by_which_degree(book: Rulebook) -> None:
    person = Applicant.model_validate({**PERSON, **PART_TIME_BACHELOR, "other_degrees": [FULL_TIME_COLLEGE]})
    judged = [result for result in assess(book, "初定初级", person, DAY) if result.verdict is Verdict.ELIGIBLE]
    assert judged
    assert all("按您的全日制大专学历核对" in result.text for result in judged)


@pytest.mark.parametrize(("years", "said"), [(0.917, "工作大约11个月"), (1.583, "工作大约1年7个月"), (3.0, "工作3年")])
def test_a_rounded_telling_says_about(book: Rulebook, years: float, said: str) -> None:
    told = {key: value for key, value in PERSON.items() if key != "work_start"}
    person = Applicant.model_validate({**told, **FULL_TIME_COLLEGE, "years": years})
    assert any(said in result.text for result in assess(book, "初定初级", person, DAY))
