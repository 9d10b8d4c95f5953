"""The pages: one file that needs nothing else; history that is kept, and says which of its lines is broken."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evaluation import floors
from evaluation.measures import of_groups
from evaluation.reports import of_evaluation
from evaluation.reports.charts import Chart
from evaluation.reports.history import HistoryUnreadable, Run, by_kind, keep, over_time, runs
from evaluation.reports.measured import Figure, tell
from evaluation.reports.page import Page, Replies, Table, publish, render
from evaluation.rows import Row

Capture = pytest.CaptureFixture[str]


def row(name: str, kind: str, **found: object) -> Row:
    known = {"group": "questions", "asked": [f"{name}?"], "reply": "满1年", "seconds": [0.02]}
    return Row.model_validate({"id": name, "kind": kind, **known, **found})


def run(name: str, day: int, **figures: float) -> Run:
    at = datetime(2026, 11, day, tzinfo=UTC)
    return Run(report="eval", name=name, at=at, code="abc1234", release=3, figures=figures)


def test_a_page_is_one_file() -> None:
    table = Table("表", ("什么", "多少"), [('<b>引号"和尖括号</b>', "12.5 毫秒"), ("b", "")])
    text = render(
        Page("题目", "make x", [table, Replies("判错的", [("一", ["问?"], "答\n第二行", ["少了<年>"])])], ["先说"])
    )
    assert not re.search(r"https?:|//[a-z]|<script|<link|<img|@import|url\(", text)
    assert "&lt;b&gt;引号" in text and "少了&lt;年&gt;" in text
    assert '<td class="number">12.5 毫秒' in text
    assert {"make x", "先说", "问?"} <= set(re.findall(r">([^<>]+)<", text))


@pytest.mark.parametrize(
    ("cells", "number"),
    [(["1", "2.5 毫秒", ""], True), (["≤ 3", "-1"], True), (["1", "对"], False), (["", ""], False), (["✓"], False)],
)
def test_a_column_of_numbers_is_known(cells: list[str], number: bool) -> None:
    assert Table("", ("",), [(cell,) for cell in cells]).counts(0) is number


def test_of_runs_with_one_name_the_last_counts(tmp_path: Path) -> None:
    kept = tmp_path / "var" / "history.jsonl"
    for one in (run("b", 2, right=0.5), run("a", 1, right=0.4), run("b", 2, right=0.6)):
        keep(one, kept)
    keep(run("x", 3).model_copy(update={"report": "load"}), kept)
    assert [(one.name, one.figures) for one in runs("eval", kept)] == [("a", {"right": 0.4}), ("b", {"right": 0.6})]
    assert runs("eval", tmp_path / "none.jsonl") == []
    assert run("a", 1).label == "11-01 00:00 abc1234 第3号"


def test_a_broken_line_is_named_and_costs_only_the_page(tmp_path: Path, capsys: Capture) -> None:
    kept = tmp_path / "history.jsonl"
    keep(run("a", 1, right=1.0), kept)
    kept.write_text(kept.read_text(encoding="utf-8") + '{"report": "eval"\n', encoding="utf-8")
    with pytest.raises(HistoryUnreadable, match="第 2 行读不懂，删掉这一行再来"):
        runs("eval", kept)

    def page() -> Page:
        return Page("题目", "make x", [by_kind("历次", runs("eval", kept), ["right"])])

    assert not publish(page, tmp_path / "page.html")
    assert capsys.readouterr().err == f"报告页没有写：{kept} 第 2 行读不懂，删掉这一行再来\n"
    assert not (tmp_path / "page.html").exists()


def test_without_the_plotting_library_one_line_says_how_to_get_it(tmp_path: Path, capsys: Capture) -> None:
    def page() -> Page:
        raise ModuleNotFoundError("No module named 'matplotlib'", name="matplotlib")

    assert not publish(page, tmp_path / "page.html")
    assert capsys.readouterr().err == "报告页没有写：缺少 matplotlib，先运行 make setup-dev\n"


def test_a_page_that_cannot_be_made_costs_nothing_but_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)

    def page() -> Page:
        raise ZeroDivisionError("nothing was measured")

    assert not publish(page, tmp_path / "page.html")
    err = capsys.readouterr().err
    assert err.startswith("报告页没有写：错误：没有做成（ZeroDivisionError：nothing was measured）。经过写在")
    assert err.count("\n") == 1


def test_figures_of_unlike_scales_have_a_chart_each() -> None:
    earlier = [run("a", 1, p50=10, memory=400), run("b", 2, p50=11)]
    apart = over_time("历次", earlier, {"p50": "p50（毫秒）", "memory": "内存", "none": "没有量"}, apart=True)
    assert [chart.title for chart in apart] == ["历次：p50（毫秒）", "历次：内存"]
    together = over_time("历次", earlier, {"p50": "p50", "memory": "内存"})
    assert len(together) == 1 and 'data-series="内存"' in together[0].drawn


def test_the_page_of_an_evaluation_shows_each_kind_over_the_runs(tmp_path: Path) -> None:
    judged = [row("q-1", "silent"), row("q-2", "multi", faults=["少了10月"]), row("q-3", "multi", wrong=["多了"])]
    measures, kept = of_groups(judged), tmp_path / "history.jsonl"
    keep(run("first", 1, **{"questions": 0.5, "questions / multi": 0.25, of_evaluation.WRONG + "questions": 0.0}), kept)
    of_evaluation.remember(measures, "second", "", "def5678", 4, kept)
    reached = floors.reached(measures)
    page = of_evaluation.page(judged, measures, {"questions": {"right": 0.9}}, reached, code="def5678", history=kept)
    cells = next(part for part in page.parts if isinstance(part, Chart) and "历次" in part.title)
    assert "11-01 00:00 abc1234 第3号" in cells.drawn and "第4号" in cells.drawn
    columns = {name.split(" → ")[1] for name in re.findall(r'data-series="(questions / multi → [^"]+)"', cells.drawn)}
    assert len(columns) == 2
    assert ">25<" in cells.drawn
    text = render(page)
    assert "少了10月" in text and "会误导：多了" in text
    assert re.search(r"questions</td><td[^>]*>right</td><td[^>]*>0.3333</td><td[^>]*>≥ 0.9</td><td[^>]*>没有达到", text)
    assert not re.search(r"https?:", text)


def test_an_assistant_elsewhere_has_a_history_of_its_own(tmp_path: Path) -> None:
    kept = tmp_path / "history.jsonl"
    of_evaluation.remember(of_groups([row("q-1", "silent")]), "a", "http://other", "", None, kept)
    assert runs("eval", kept) == []
    assert len(runs("eval http://other", kept)) == 1


def test_a_benchmark_keeps_its_figures_and_says_what_missed_its_aim(tmp_path: Path, capsys: Capture) -> None:
    figures = [Figure("p50", 9.0, "毫秒", 10.0), Figure("对的", 0.8, "", 0.95, least=True), Figure("次数", 3)]
    kept = tmp_path / "history.jsonl"
    for options in (["--many", "9"], [], []):  # only runs with the same options can be compared
        page = tell(
            "x", "编造的", figures, curves={"时延": {"短": [1.0]}}, options=options, folder=tmp_path, history=kept
        )
    assert [len(runs(name, kept)) for name in ("bench x", "bench x --many 9")] == [2, 1]
    text = page.read_text(encoding="utf-8")
    assert "1/2 项达到目标。没有达到：对的。" in text
    assert 'data-series="短"' in text
    assert all(f"历次：{name}" in text for name in ("p50（毫秒）", "对的", "次数"))
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8")) == {"p50": 9.0, "对的": 0.8, "次数": 3}
    out, err = capsys.readouterr()
    assert out == "" and str(page) in err
