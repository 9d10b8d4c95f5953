"""Degrees told one after the other in a check: none borrows the way another was studied, and none is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.eligibility import Check
from policies_kb.eligibility.telling import tell
from policies_kb.reading import Reader
from policies_kb.serving import serving_base

DAY = date(2026, 10, 10)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(serving_base())


def degree(education: str, study_mode: str | None = None, *others: str) -> dict[str, Any]:
    pairs = [dict(zip(("education", "study_mode"), other.split(), strict=True)) for other in others]
    fields = {"education": education, "study_mode": study_mode, "other_degrees": pairs or None}
    return {name: value for name, value in fields.items() if value is not None}


@pytest.mark.parametrize(
    ("messages", "held"),
    [
        (["函授大专", "以前还读过统招中专"], degree("大专", "非全日制", "中专 全日制")),
        (["全日制大专", "后来又自考了本科"], degree("本科", "非全日制", "大专 全日制")),
        (["函授本科", "我前头还有个全日制大专 15年毕业的"], degree("本科", "非全日制", "大专 全日制")),
        (
            ["自考本科", "之前还上过全日制中专", "另外还有个全日制大专"],
            degree("本科", "非全日制", "大专 全日制", "中专 全日制"),
        ),
        (["函授大专", "还有个全日制大专"], degree("大专", "全日制", "大专 非全日制")),
        (["函授大专", "以前还读过中专"], degree("中专", None, "大专 非全日制")),  # its way of study is asked for
        (["大专", "以前还读过统招中专"], degree("大专", None, "中专 全日制")),
        (["函授大专", "我函授前还上过全日制中专 毕业完就干这四年 那按中专算呢"], degree("中专", "全日制")),
        (["函授本科", "我前头还有个全日制大专 那按大专算呢", "那按本科算呢"], degree("本科", "非全日制")),
        (["函授本科", "按大专算呢"], degree("大专")),
        (["全日制大专", "我是本科"], degree("本科")),
        (["全日制大专", "打错了 是本科"], degree("本科", "全日制")),
        (["全日制大专", "不是大专，是中专"], degree("中专", "全日制")),
        (["全日制", "大专"], degree("大专", "全日制")),
        (["全日制大专", "大专"], degree("大专", "全日制")),
    ],
    ids=lambda value: "-".join(value)[:40] if isinstance(value, list) else "",
)
def test_which_degrees_the_case_holds(messages: list[str], held: dict[str, Any], reader: Reader) -> None:
    check = Check()
    for message in messages:
        check.take(tell(message, reader, DAY))
    told = {name: check.told[name] for name in ("education", "study_mode", "other_degrees") if name in check.told}
    assert told == held


def test_a_way_of_study_that_was_not_known_is_asked_for_again_of_another_degree(reader: Reader) -> None:
    check = Check(told={"education": "大专"}, asked=["study_mode", "retired"])
    check.take(tell("我是本科", reader, DAY))
    assert check.asked == ["retired"]
