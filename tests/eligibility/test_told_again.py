"""What is told otherwise later in a check replaces what was told before, with what rested on it."""

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


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("我妈退休了", "其实手续还没办呢 下个月才退", {"retired": False}),
        ("我退休了", "年底才退", {"retired": False}),
        ("我退休了", "手续还没办", {"retired": None}),
        ("还没退呢", "已经退了", {"retired": True}),
        (
            "连着驻了四年,合格的是头一年 后面三年全是优秀",
            "不对我记错了 前两年优秀去年合格",
            {"assessments": ["合格", "优秀", "优秀"], "grassroots_excellent": None},
        ),
        (
            "支教三年 第一年合格 后两年优秀",
            "记错了 三年都是优秀",
            {"assessments": ["优秀", "优秀", "优秀"], "grassroots_excellent": None},
        ),
        (
            "23年基本合格 其他两年合格",
            "不对 是24年基本合格 其他两年合格",
            {"assessments": ["合格", "基本合格", "合格"]},
        ),
        ("21年夏天上的班", "记错了 是22年秋天上的班", {"work_period": "2022-08..2022-11"}),
        ("21年夏天上的班", "是21年7月3号上班的", {"work_start": "2021-07-03", "work_period": None}),
        ("公办在编", "我们是公司", {"unit_kind": "企业"}),
    ],
)
def test_what_is_told_later_counts(first: str, then: str, told: dict[str, Any], reader: Reader) -> None:
    check = Check()
    check.take(tell(first, reader, DAY))
    check.asking = "series"
    check.take(tell(then, reader, DAY, "series"))
    assert {name: check.told.get(name) for name in told} == told
