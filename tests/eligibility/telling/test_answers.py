"""Answers to a question of the check: what a hedge, a yes, a no and a denial may say, and of which field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policies_kb.eligibility.telling import tell
from policies_kb.reading import Reader
from policies_kb.serving import serving_base

DAY = date(2030, 10, 10)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(serving_base())


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("assessments", "好像都是优秀"),
        ("putonghua", "应该是二乙吧"),
        ("unit_kind", "估计是事业单位"),
        ("grassroots_excellent", "可能都优秀"),
        ("current_title", "大概是初级吧"),
        ("series", "好像是工程"),
    ],
)
def test_what_is_hedged_is_not_known(field: str, text: str, reader: Reader) -> None:
    told = tell(text, reader, DAY, field)
    assert told.unknown
    assert not told.values


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("retired", "没有", False),
        ("retired", "没错", True),
        ("retired", "没有，我是企业的", False),
        ("retired", "没看懂", None),
        ("retired", "不好意思问下", None),
        ("retired", "是事业单位", None),
        ("retired", "不是本科 大专", None),
        ("retired", "没有职称", None),
        ("exam_only", "不是的", False),
        ("exam_only", "对", True),
        ("exam_only", "嗯嗯等我看看", None),
        ("under_discipline", "没受过", False),
        ("current_title", "没有", "无"),
        ("current_title", "不是本科 大专", None),
        ("current_title", "没听清", None),
    ],
)
def test_a_bare_yes_or_no_answers_what_was_asked(field: str, text: str, value: Any, reader: Reader) -> None:
    assert tell(text, reader, DAY, field).values.get(field) == value


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("她不是护士 在文化馆搞群众文化", {("exam_only", True), ("series", "卫生系列")}),
        ("不是本科，是大专", {("education", "本科")}),
        ("我其实是大专不是本科", {("education", "本科")}),
        ("不是二乙 是二甲", {("putonghua", "二级乙等")}),
        ("我不是事业编 是企业的", {("unit_kind", "事业单位")}),
        ("手续还没办呢", {("retired", True)}),
        ("退休手续还没办呢", set()),
        ("不是护士能报吗", set()),
        ("如果不是本科呢", set()),
        ("她是不是护士", set()),
    ],
)
def test_what_is_denied(text: str, denied: set[tuple[str, Any]], reader: Reader) -> None:
    assert set(tell(text, reader, DAY).denied) == denied


def test_a_corrected_day_answers_in_a_check(reader: Reader) -> None:
    assert tell("打错了 是2028年11月20号", reader, DAY, "unit_kind").values == {"work_start": "2028-11-20"}
