"""Quotes are found where the print puts them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.clauses import ClauseTree, cite_label

_CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("expected_places.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", _CASES, ids=lambda case: f"{case['notice'][:6]} {case['clause']} {case['quote'][:12]}")
def test_quote_is_in_its_clause(trees: Mapping[str, ClauseTree], case: dict[str, Any]) -> None:
    tree = trees[case["notice"]]
    found = tree.locate(case["quote"], case.get("under"))
    assert found is not None and found.id == case["clause"]
    assert tree.contains(case["clause"], case["quote"])
    if case.get("whole"):
        assert case["quote"] in tree.sentences(case["clause"])


def test_a_quote_across_items_belongs_to_their_parent(trees: Mapping[str, ClauseTree]) -> None:
    tree = trees["luntai-2024-chuding"]
    quote = "6. 个人承诺书；7. 公示及公示结果；"
    found = tree.locate(quote)
    assert found is not None and found.id == "四(三)"
    assert not tree.contains("四(三)6", quote)


def test_a_quote_that_no_clause_prints_is_not_found(trees: Mapping[str, ClauseTree]) -> None:
    tree = trees["yanqi-2024-chuding"]
    assert tree.locate("大专毕业从事专业技术工作满4年") is None
    assert tree.locate("，。") is None
    assert tree.locate("受理地点", under="六") is None
    assert not tree.contains("六", "受理地点")
    assert not tree.contains("十二", "受理地点")


def test_ids_are_found_in_any_width(trees: Mapping[str, ClauseTree]) -> None:
    tree = trees["bazhou-archives-2024"]
    assert tree.get("五（一）１０") is tree.get("五(一)10") is tree.clauses["五(一)10"]
    assert tree.get("五(一)16") is None
    assert cite_label("五（一）10") == "五(一)10"


def test_numbers_headings_and_lines_are_as_printed(trees: Mapping[str, ClauseTree]) -> None:
    archives = trees["bazhou-archives-2024"].clauses
    assert (archives["五(一)10"].number, archives["五(一)10"].heading) == ("10.", "任现职期间考核情况")
    assert (archives["五(四)"].line, archives["五(四)"].end_line) == (83, 111)
    assert archives["五(四)"].heading == "纸质材料目录清单"
    assert archives["五(四)13"].text == "其他证明材料。"
    assert archives["六(二)"].heading is None
    yanqi = trees["yanqi-2024-chuding"].clauses
    assert yanqi["五(三)1"].number == "1"
    assert yanqi["二"].heading == "初定条件"


def test_full_text_is_in_printed_order(trees: Mapping[str, ClauseTree]) -> None:
    full = trees["yanqi-2024-chuding"].clauses["三"].full_text
    assert full.startswith("三、时间安排\n（一）网上申报时间")
    assert full.endswith("申报人员须在规定时间内完成申报，逾期不予受理。")
