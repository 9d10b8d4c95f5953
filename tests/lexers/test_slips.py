"""Letters in figures: what is read as the digit that it looks like, what is only shown, what is left alone."""

from __future__ import annotations

import pytest

from policies_kb.lexers import enumerated, mend, slips


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("5月2O日", "5月20日"),
        ("1O 月 8 日", "10 月 8 日"),
        ("公示期不少于l0个工作日", "公示期不少于10个工作日"),
        ("2031年5月l2日I8:OO", "2031年5月12日18:OO"),
        ("联系电话：O999-8l65432", "联系电话：0999-8165432"),
        ("138998O7766", "13899807766"),
    ],
)
def test_a_letter_is_read_as_its_digit(printed: str, read: str) -> None:
    made, found = mend(printed)
    assert made == read
    assert found
    for slip in found:
        assert slip.line[slip.start :].startswith(slip.read)


@pytest.mark.parametrize(
    "printed", ["A4纸", "https://zc.lO0999.cn/l0", "选择【O】", "5月20日", "I：总则", "Office 2031"]
)
def test_what_is_no_figure_stays(printed: str) -> None:
    assert mend(printed) == (printed, ())


def test_a_letter_of_two_meanings_is_shown_and_not_read() -> None:
    assert mend("5月2S日")[1] == ()
    assert slips("5月2S日") == ["2S"]


def test_items_behind_numbers_in_one_line() -> None:
    assert [(item.number, item.words) for item in enumerated("1.推荐表 2. 承诺书（2031.5版）", ())] == [
        (1, "推荐表"),
        (2, "承诺书（2031.5版）"),
    ]
    assert [item.number for item in enumerated("附件一：推荐表附件二：承诺书", ("附件",))] == [1, 2]
    assert [(item.number, item.words) for item in enumerated("推荐表")] == [(None, "推荐表")]
