"""What is drawn: every series under its name, as text that a browser writes, in the page's own colours."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from evaluation.reports import charts, drawing
from evaluation.reports.charts import Chart

KINDS = ("初定年限", "silent", "纸质材料")


def series(chart: Chart) -> set[str]:
    return set(re.findall(r'data-series="([^"]*)"', chart.drawn))


def texts(chart: Chart) -> list[str]:
    return ["".join(element.itertext()).strip() for element in etree.fromstring(chart.drawn).iter("text")]


@pytest.fixture(scope="module")
def drawn() -> dict[str, tuple[Chart, set[str]]]:
    """Each chart, and what has to be found in it."""
    three = {name: float(at + 1) for at, name in enumerate(KINDS)}
    return {
        "bars": (charts.bars("条", three, limit={"silent": 1.5}), set(KINDS)),
        "shares": (
            charts.shares("对错", {"a": (3, 1, 0), "b": (0, 0, 2)}),
            {f"{row} {kind}" for row in "ab" for kind in ("right", "fault", "wrong")},
        ),
        "matrix": (
            charts.matrix("混淆", KINDS[:2], KINDS, [[1, 0, None], [0.5, 0.5, 0]], [["7", "", ""], ["1", "1", ""]]),
            {f"{row} → {column}" for row in KINDS[:2] for column in KINDS} - {f"{KINDS[0]} → {KINDS[2]}"},
        ),
        "reliability": (charts.reliability("校准", [(0.2, 0.1, 5), (0.9, 0.95, 80)]), {"reliability", "0.20", "0.90"}),
        "percentiles": (charts.percentiles("时延", {"短": [1.0, 2, 3], "长": [4.0, 900.0]}, limit=5), {"短", "长"}),
        "lines": (
            charts.lines("历次", {"a": [(0, 0.5), (1, 1)], "b": [(1, 0)]}, share=True, ticks={0: "头次"}),
            {"a", "b"},
        ),
        "spans": (
            charts.spans("故障", {"磁盘写满": (20.0, 5.8, True), "没好": (5.0, None, False)}),
            {f"{row} {part}" for row in ("磁盘写满", "没好") for part in ("lasts", "after")},
        ),
        "spread": (
            charts.spread("分布", {"我们的": [0.9, 0.8], "别的": [0.1]}, {"拒答": 0.3}),
            {"我们的", "别的", "拒答"},
        ),
    }


def test_every_series_is_drawn(drawn: dict[str, tuple[Chart, set[str]]]) -> None:
    assert {name: wanted - series(chart) for name, (chart, wanted) in drawn.items() if wanted - series(chart)} == {}


def test_a_chart_belongs_to_its_page(drawn: dict[str, tuple[Chart, set[str]]]) -> None:
    """Nothing in it is fetched, holds for the whole page, or has a colour that stays light in the dark."""
    for name, (chart, _) in drawn.items():
        assert not re.search(r"https?:|<style|<script|@import|<image", chart.drawn), name
        colours = set(re.findall(r"(?:fill|stroke): ([^;\"]+)", chart.drawn)) - {"none"}
        assert colours and all(re.fullmatch(r"var\(--[a-z0-9-]+\)", colour) for colour in colours), (name, colours)
        assert set(re.findall(r"url\(#([\w-]+)\)", chart.drawn)) <= set(re.findall(r' id="([\w-]+)"', chart.drawn))


def test_every_colour_is_one_of_the_page_in_light_and_in_dark() -> None:
    from evaluation.reports.page import TEMPLATE

    light, dark = TEMPLATE.read_text(encoding="utf-8").split("prefers-color-scheme: dark")
    for name in drawing.VARIABLE.values():
        assert f"--{name}: #" in light and f"--{name}: #" in dark.split("body {")[0], name


def test_names_and_numbers_are_text(drawn: dict[str, tuple[Chart, set[str]]]) -> None:
    assert {*KINDS, "1", "2", "3"} <= set(texts(drawn["bars"][0]))
    assert {*KINDS, "7"} <= set(texts(drawn["matrix"][0]))
    assert {"5", "80", "说的把握", "其中对的"} <= set(texts(drawn["reliability"][0]))
    assert {"✓ 5.8 秒", "✗ 没有恢复"} <= set(texts(drawn["spans"][0]))
    assert "3/4" in texts(drawn["shares"][0])
    assert "头次" in texts(drawn["lines"][0])


def test_what_is_over_its_limit_has_another_colour() -> None:
    chart = charts.bars("条", {"a": 1.0, "b": 9.0}, limit={"a": 2.0, "b": 2.0})
    for name, colour in (("a", "series-1"), ("b", "bad")):
        assert re.search(rf'data-series="{name}">\s*<path[^>]*fill: var\(--{colour}\)', chart.drawn), name


def test_a_curve_goes_from_the_least_to_the_most_at_no_more_places_than_can_be_seen() -> None:
    curve = charts.curve([float(value) for value in range(5000, 0, -1)])
    assert (curve[0], curve[-1]) == ((0.0, 1.0), (100.0, 5000.0))
    assert len(curve) <= charts.POINTS
    assert curve == sorted(curve)
    assert charts.curve([7.0]) == [(0.0, 7.0)]


def test_a_chinese_sign_takes_more_room_than_a_latin_one() -> None:
    assert drawing.wide("材料") == pytest.approx(2 * drawing.SIZE / drawing.POINTS)
    assert drawing.wide("ab") < drawing.wide("材料")


def test_a_spread_shows_values_of_any_scale_whole() -> None:
    """The gate's scores are no probabilities."""
    chart = charts.spread("分布", {"我们的": [4.5, 9.0, 3.0], "别的": [-6.0, -2.5]}, {"拒答": -1.0})
    ticks = [float(text.replace("−", "-")) for text in texts(chart) if re.fullmatch(r"[-−]?\d+(\.\d+)?", text)]
    assert min(ticks) <= -5 and max(ticks) >= 8
    assert chart.drawn.count("data-series") == 3
