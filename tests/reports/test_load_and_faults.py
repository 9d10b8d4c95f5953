"""The pages of `make load` and `make faults`, from what locust and a drill leave behind."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from benchmarks.faults import report as faults
from benchmarks.faults.catalogue import FAULTS
from benchmarks.faults.table import COLUMNS, Kept
from benchmarks.load import report as load
from benchmarks.load.measured import Measured, Moment, course, curve
from evaluation.reports.page import render

# As locust 2.47 writes them.
STATS = (
    "Type,Name,Request Count,Failure Count,Requests/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\n"
    ",Aggregated,73,0,3.04,48,69,540,700,950,1000,1100,1100,1100,1100,1100\n"
)
HISTORY = (
    "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%\n"
    "1795971753,0,,Aggregated,0.0,0.0,N/A,N/A,N/A,N/A,N/A,N/A,N/A\n"
    "1795971754,20,,Aggregated,0.0,0.0,770,870,890,900,950,950,950\n"
    "1795971755,20,POST,/api/chat,9.0,0.0,1,1,1,1,1,1,1\n"
    "1795971756,20,,Aggregated,4.5,0.0,890,950,980,1000,1100,1100,1100\n"
)
PROFILE = "嵌入式"


@pytest.fixture
def measured(tmp_path: Path) -> Measured:
    history = tmp_path / "embedded_stats_history.csv"
    history.write_text(HISTORY, encoding="utf-8")
    total = next(csv.DictReader(io.StringIO(STATS)))
    return Measured(PROFILE, 20, 73, 2, 3.04, 48, 1000, 1100, 15.0, 0.0, 450.0, 6.0, curve(total), course(history))


def test_percentiles_and_course_are_read_from_locust(measured: Measured) -> None:
    assert (measured.curve[0], measured.curve[-1]) == ((50.0, 48.0), (100.0, 1100.0))
    assert len(measured.curve) == 11
    assert measured.course == (Moment(0.0, 20.0, 0.0, 770.0, 950.0), Moment(2.0, 20.0, 4.5, 890.0, 1100.0))
    assert course(Path("none.csv")) == ()


def test_one_line_of_a_run_has_no_curves(measured: Measured) -> None:
    assert {"curve", "course"}.isdisjoint(json.loads(measured.as_json()))


def test_the_page_of_a_load_draws_every_curve_and_latency_against_talkers(measured: Measured, tmp_path: Path) -> None:
    kept = tmp_path / "history.jsonl"
    load.remember([measured], kept)
    text = render(load.page([measured], kept))
    series = set(re.findall(r'data-series="([^"]+)"', text))
    assert series == {PROFILE, "p50", "p95", "同时在线", "句/秒", f"{PROFILE} p50", f"{PROFILE} p95"}
    assert "20 人，73 句，没有答好的 2 句。" in text
    assert not re.search(r"https?:", text)


def cells(title: str, lost: int, recovered: str) -> list[str]:
    row = dict.fromkeys(COLUMNS, "0") | {"": "✓", "故障": title, "丢": str(lost), "恢复": recovered, "说明": ""}
    return [row[name] for name in COLUMNS]


def test_the_page_of_the_drills_shows_what_was_borne_what_was_not_and_what_was_not_drilled() -> None:
    first, second, third = FAULTS[:3]
    lines = {
        first.title: (True, cells(first.title, 0, "0.6 秒")),
        second.title: (False, cells(second.title, 3, "没有恢复")),
    }
    text = render(faults.page(Kept({PROFILE: lines}), {PROFILE: [first, second, third], "成规模": [first]}))
    assert f"{PROFILE}：1/2 项合格，丢、重、错共 3，1 项没有演练。" in text
    assert "成规模：还没有演练。" in text
    assert "✓ 0.6 秒" in text and "✗ 没有恢复" in text
    drawn = set(re.findall(r'data-series="([^"]+) (?:lasts|after)"', text))
    assert drawn == {first.title, second.title}
