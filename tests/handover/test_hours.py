"""Opening hours and promises, as an official writes them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.handover.hours import Hours
from bot.handover.hours_file import SHIPPED, HoursFile, HoursInvalid, read_hours
from bot.handover.words import moment

from .conftest import at

USUAL = {
    "open": True,
    "workday": ["10:00-14:00", "16:00-20:00"],
    "closed": ["2024-10-16"],
    "extra": {"2024-10-19": ["11:00-13:00"]},
    "answer_within": 4,
    "at_once": 2,
    "clerk_silent": 15,
    "person_silent": 30,
}
HOURS = Hours.model_validate(USUAL)


def test_the_shipped_file_switches_the_queue_off() -> None:
    assert read_hours(SHIPPED).open is False


@pytest.mark.parametrize(
    ("moment", "is_open", "due"),
    [
        ("2024-10-14 10:00", True, "2024-10-14 14:00"),  # Monday
        ("2024-10-14 11:00", True, "2024-10-14 17:00"),  # three hours before noon's break, one after
        ("2024-10-14 14:00", False, "2024-10-14 20:00"),
        ("2024-10-14 19:00", True, "2024-10-15 13:00"),
        ("2024-10-14 23:00", False, "2024-10-15 14:00"),
        ("2024-10-16 11:00", False, "2024-10-17 14:00"),  # a holiday of the office's own
        ("2024-10-18 21:00", False, "2024-10-21 12:00"),  # Friday evening: two hours on the extra Saturday
        ("2024-10-19 12:00", True, "2024-10-21 13:00"),
        ("2024-10-20 12:00", False, "2024-10-21 14:00"),  # Sunday
        ("2024-09-30 21:00", False, "2024-10-08 14:00"),  # the national holiday, Saturday the 12th is worked
        ("2024-10-12 11:00", True, "2024-10-12 17:00"),
    ],
)
def test_open_and_promised(moment: str, is_open: bool, due: str) -> None:
    assert HOURS.is_open(at(moment)) is is_open
    assert HOURS.due(at(moment)) == at(due)


def test_a_promise_is_told_with_its_day() -> None:
    now = at("2024-10-14 11:00")
    assert moment(at("2024-10-14 17:00"), now) == "今天17:00"
    assert moment(at("2024-10-17 14:00"), now) == "10月17日（周四）14:00"
    assert moment(at("2025-01-02 10:30"), now) == "2025年1月2日（周四）10:30"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"workday": ["10点到2点"]}, "不是时段"),
        ({"workday": ["14:00-10:00"]}, "开始要早于结束"),
        ({"workday": ["10:00-14:00", "13:00-20:00"]}, "不能重叠"),
        ({"workday": []}, "至少写一个时段"),
        ({"closed": ["国庆"]}, "不是日期"),
        ({"answer_within": 0}, "要大于0"),
        ({"answer_within": "很快"}, "写一个数"),
        ({"open": "也许"}, "写 yes 或 no"),
        ({"opened": True}, "没有这一项"),
        ({"at_once": None}, "写一个整数"),
    ],
)
def test_a_slip_is_named_with_its_mend(tmp_path: Path, change: dict[str, object], said: str) -> None:
    file = tmp_path / "hours.yml"
    file.write_text(yaml.safe_dump(USUAL | change, allow_unicode=True), encoding="utf-8")
    with pytest.raises(HoursInvalid) as refused:
        read_hours(file)
    assert said in str(refused.value) and next(iter(change)) in str(refused.value)


def test_a_file_that_is_edited_counts_at_once_and_one_that_went_bad_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handover.hours_file.LOOKED_EVERY", 0.0)
    file = tmp_path / "hours.yml"
    file.write_text(yaml.safe_dump(USUAL | {"open": False}), encoding="utf-8")
    hours = HoursFile(file)
    assert not hours.now().open
    file.write_text(yaml.safe_dump(USUAL), encoding="utf-8")
    assert hours.now().open
    file.write_text("open: 也许", encoding="utf-8")
    assert hours.now().open
