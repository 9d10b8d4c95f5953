"""Each grammar on sentences of invented notices: what it reads, what it must leave alone, what must stand open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.clauses import parse
from policies_kb.drafting.found import Found
from policies_kb.drafting.grammars import extracted
from policies_kb.drafting.head import draft_head
from policies_kb.drafting.leftover import unassigned
from policies_kb.drafting.source import Source
from policies_kb.drafting.values import canonical
from policies_kb.loading import KnowledgeBase
from policies_kb.reference import load_reference

CASES = yaml.safe_load(Path(__file__).with_name("sentences.yml").read_text(encoding="utf-8"))
NOTICE = """某某县人力资源和社会保障局

关于开展2031年度初次确定初级、中级职称和评审工作的通知

各有关单位：

现将有关事宜通知如下：

一、有关事项

{text}

某某县人力资源和社会保障局

2031年4月1日
"""


def read(text: str) -> tuple[Source, list[Found]]:
    """The sentence in an invented notice, and what the grammars find in its rules."""
    reference = load_reference()
    tree = parse(NOTICE.format(text=text))
    head = draft_head(tree, KnowledgeBase({}, reference), date(2031, 4, 2))
    source = Source(tree, head, reference)
    return source, [found for found in extracted(source) if found.clause not in ("标题", "引言", "落款")]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_sentence_says(case: dict[str, Any]) -> None:
    source, found = read(case["text"])
    for kind, wanted in case.get("found", {}).items():
        facts = [each.fact for each in found if each.kind == kind]
        assert len(facts) == len(wanted), facts
        for fact, fields in zip(facts, wanted, strict=True):
            for field, value in fields.items():
                assert canonical(fact.get(field)) == canonical(value), (field, fact)
    for kind in case.get("none", ()):
        assert not [each.fact for each in found if each.kind == kind]
    for kind in case.get("unsure", ()):
        assert all(each.unsure for each in found if each.kind == kind), found
    if case.get("open_or_unsure"):
        assert any(each.unsure for each in found) or list(unassigned(source, found, []))
    values = {value for left in unassigned(source, found, []) for value in left.values}
    assert set(case.get("open", ())) <= values, values


def test_a_heading_names_the_window_below_it() -> None:
    _, found = read("二、申报时间\n\n5月6日至5月30日。")
    facts = [each.fact for each in found if each.kind == "window"]
    assert [(fact["stage"], fact["start"], fact["end"]) for fact in facts] == [
        ("apply", date(2031, 5, 6), date(2031, 5, 30))
    ]
    assert "申报时间" in facts[0]["quote"]


COURSE = """申报人员登录系统完成网上填报申报材料，确认后提交至所在单位审核。

用人单位在本单位公示7个工作日。

二、审核

实行逐级上报的方式，各部门严格把关。"""
PAPER = """

三、纸质材料

审核通过的人员打印《评审表》（一式2份），签字盖章后报送人社局。"""


def test_a_route_is_gathered_from_clauses_and_stands_open() -> None:
    _, found = read(COURSE + PAPER)
    (route,) = (each for each in found if each.kind == "route")
    steps = ["完成网上填报申报材料", "提交至所在单位审核", "在本单位公示7个工作日", "逐级上报", "打印《评审表》"]
    assert route.fact["steps"] == [*steps, "签字盖章后报送人社局"]
    assert route.open


@pytest.mark.parametrize("text", [COURSE.partition("二、")[0], "办理流程：个人申报→单位推荐→人社局确认。\n\n" + COURSE])
def test_no_route_is_gathered_from_one_clause_or_beside_arrows(text: str) -> None:
    _, found = read(text)
    assert not [each for each in found if each.kind == "route" and len(each.fact["steps"]) > 3]


def test_attachments_that_are_named_one_by_one() -> None:
    _, found = read("请按要求申报。\n\n附件一：推荐表\n附件二：承诺书")
    assert [each.fact["titles"] for each in found if each.kind == "attachments"] == [["推荐表", "承诺书"]]
