"""Dates in Arabic and Chinese numerals."""

from __future__ import annotations

from datetime import date

import pytest

from policies_kb.clauses import read_date
from policies_kb.clauses.dates import is_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年9月1日", date(2025, 9, 1)),
        ("2025 年 9 月 1 日", date(2025, 9, 1)),
        ("２０２５年１０月３１日", date(2025, 10, 31)),
        ("2 0 2 5年1 2月3 1日", date(2025, 12, 31)),
        ("二0二五年六月三日", date(2025, 6, 3)),
        ("二〇二五年九月一日", date(2025, 9, 1)),
        ("二○二五年十月二十日", date(2025, 10, 20)),
        ("二零二五年十二月三十一日", date(2025, 12, 31)),
        ("二〇二五 年 十 一 月 二 十 三 日", date(2025, 11, 23)),
        ("2025-09-01", date(2025, 9, 1)),
        ("2025.9.1", date(2025, 9, 1)),
        ("某县人力资源和社会保障局2025年9月1日", date(2025, 9, 1)),
        ("2025年2月30日", None),
        ("2025年9月", None),
        ("××××年××月××日", None),
        ("9月1日", None),
    ],
)
def test_read_date(text: str, expected: date | None) -> None:
    assert read_date(text) == expected


def test_a_date_line_is_a_date_and_nothing_else() -> None:
    assert is_date("二〇二五年九月一日")
    assert not is_date("2025年9月1日印发")
    assert not is_date("2025年9月1日至9月30日")
