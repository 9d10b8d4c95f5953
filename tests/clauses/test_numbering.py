"""Which printed heads are markers, and which only look like one."""

from __future__ import annotations

import pytest

from policies_kb.clauses.numbering import read_marker


@pytest.mark.parametrize(
    ("line", "level", "part", "rest"),
    [
        ("一、专业范围", 1, "一", "专业范围"),
        ("十二、附则", 1, "十二", "附则"),
        ("（三）网上审核。", 2, "(三)", "网上审核。"),
        ("(二)推荐单位:申报人", 2, "(二)", "推荐单位:申报人"),
        ("10. 2021年至2023年", 3, "10", "2021年至2023年"),
        ("10.2021、2022、2023年", 3, "10", "2021、2022、2023年"),
        ("1“形式审核通过”后", 3, "1", "“形式审核通过”后"),
        ("4.《评审表》", 3, "4", "《评审表》"),
        ("（1）原件", 4, "(1)", "原件"),
        ("②复印件", 5, "②", "复印件"),
    ],
)
def test_marker(line: str, level: int, part: str, rest: str) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.level, marker.part, marker.rest) == (level, part, rest)


@pytest.mark.parametrize(
    "line", ["1.5倍", "10.25答辩", "2024年9月5日", "48小时内", "一次", "（一式两份）", "1", "三年"]
)
def test_not_a_marker(line: str) -> None:
    assert read_marker(line) is None
