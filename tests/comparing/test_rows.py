"""Two notices and two rounds of one line side by side: what is matched, what is marked, what is left unsaid."""

from __future__ import annotations

from datetime import date

import pytest

from policies_kb.comparing import Comparison, Row, compare, marked_words, neighbour
from policies_kb.loading import KnowledgeBase, knowledge_base, load_knowledge_base
from policies_kb.reference import load_reference
from tests.time.conftest import both_rounds


@pytest.fixture(scope="module")
def two_places() -> KnowledgeBase:
    return load_knowledge_base()


@pytest.fixture(scope="module")
def two_rounds() -> KnowledgeBase:
    """The five notices and a made-up second year of two of them."""
    return knowledge_base(both_rounds().values(), load_reference())


def row(found: Comparison, topic: str) -> Row:
    return next(one for one in found.rows if one.topic == topic)


def marks(found: Comparison, topic: str) -> list[tuple[list[str], list[str]]]:
    """The marked words of each line, left and right."""
    return [
        tuple([side.say[start:end] for start, end in side.marked] if side else [] for side in (line.one, line.other))
        for line in row(found, topic).lines
    ]  # type: ignore[misc]


def beside(base: KnowledgeBase, one: str, other: str) -> Comparison:
    return compare(base.notices[one], base.notices[other], base.reference)


def test_of_two_rounds_the_days_differ_and_are_marked(two_rounds: KnowledgeBase) -> None:
    found = beside(two_rounds, "yanqi-2024-chuding", "yanqi-2025-chuding")
    (left, right), *_ = marks(found, "window_apply")
    for side, year in ((left, "yanqi-2024-chuding"), (right, "yanqi-2025-chuding")):
        window = next(f for f in two_rounds.notices[year].record.facts if f.id == "window.apply")
        assert window.kind == "window" and window.end is not None
        assert any(f"{window.end.day}日" in words for words in side), side
    assert len(found.equal) > len(found.differing), "most of a line stays from year to year"


def test_each_cell_leads_to_its_clause(two_rounds: KnowledgeBase) -> None:
    found = beside(two_rounds, "yanqi-2024-chuding", "yanqi-2025-chuding")
    sides = [side for one in found.rows for line in one.lines for side in (line.one, line.other) if side and side.quote]
    assert sides
    for side in sides:
        assert side.clause in two_rounds.notices[side.notice].tree.clauses


def test_a_silence_stands_beside_what_the_other_states(two_places: KnowledgeBase) -> None:
    (line,) = row(beside(two_places, "luntai-2024-chuding", "yanqi-2024-chuding"), "civil_servant").lines
    assert line.one and line.one.clause == "一" and line.other
    assert line.other.say.startswith("通知没有写") and not line.other.clause and not line.same


def test_years_are_matched_by_education(two_places: KnowledgeBase) -> None:
    lines = row(beside(two_places, "akesu-2024-h1", "yanqi-2024-chuding"), "years").lines
    for line in lines:
        if line.one and line.other:
            assert line.one.say[:2] == line.other.say[:2], (line.one.say, line.other.say)
    assert sum(bool(line.one and line.other) for line in lines) >= 3


def test_what_is_alike_in_both_is_no_difference(two_places: KnowledgeBase) -> None:
    found = beside(two_places, "luntai-2024-chuding", "yanqi-2024-chuding")
    assert found.equal
    for one in found.equal:
        for line in one.lines:
            assert line.one and line.other and line.one.say.split() == line.other.say.split()


@pytest.mark.parametrize("name", ["akesu-2024-h1", "bazhou-archives-2024", "luntai-2024-chuding"])
def test_a_notice_beside_itself_does_not_differ(two_places: KnowledgeBase, name: str) -> None:
    assert beside(two_places, name, name).differing == ()


def test_nothing_of_either_is_left_out(two_places: KnowledgeBase) -> None:
    one, other = "bazhou-archives-2024", "bazhou-techschool-2024"
    found = beside(two_places, one, other)
    for side, name in (("one", one), ("other", other)):
        shown = {getattr(line, side).say for each in found.rows for line in each.lines if getattr(line, side)}
        assert {fact.say for fact in two_places.notices[name].record.facts} <= shown


def test_turned_round_it_is_the_same(two_places: KnowledgeBase) -> None:
    here = beside(two_places, "luntai-2024-chuding", "akesu-2024-h1")
    there = beside(two_places, "akesu-2024-h1", "luntai-2024-chuding")
    assert [(one.topic, one.same) for one in here.rows] == [(one.topic, one.same) for one in there.rows]
    for one, turned in zip(here.rows, there.rows, strict=True):
        pairs = {(line.one and line.one.say, line.other and line.other.say) for line in one.lines}
        assert pairs == {(line.other and line.other.say, line.one and line.one.say) for line in turned.lines}


@pytest.mark.parametrize(
    ("one", "other", "left", "right"),
    [
        ("申报时间是9月25日至10月18日。", "申报时间是9月25日至10月20日。", ["18日"], ["20日"]),
        ("评审费380元", "评审费220元", ["380"], ["220"]),
        ("公示 5 个工作日", "公示5个工作日", [], []),
        ("大专满2年", "大专满2年，经考核合格", [], ["，经考核合格"]),
        ("", "新的一条", [], ["新的一条"]),
    ],
)
def test_whole_words_and_figures_are_marked(one: str, other: str, left: list[str], right: list[str]) -> None:
    mine, theirs = marked_words(one, other)
    assert [one[start:end] for start, end in mine] == left
    assert [other[start:end] for start, end in theirs] == right


def test_the_round_before_stands_beside_where_there_is_one(two_rounds: KnowledgeBase) -> None:
    newest, oldest = two_rounds.notices["yanqi-2025-chuding"], two_rounds.notices["yanqi-2024-chuding"]
    assert neighbour(newest, two_rounds, date(2025, 10, 1)).id == oldest.id
    assert neighbour(two_rounds.notices["luntai-2024-chuding"], two_rounds, date(2025, 10, 1)).head.coverage.paths == (
        "chuding",
    )


def test_of_sentences_with_little_in_common_only_the_figures_are_marked() -> None:
    one, other = "网上申报从3月5日开始，请各单位早作准备。", "材料由主管部门在4月20日以前统一报送，个人不得自行报送。"
    left, right = marked_words(one, other)
    assert [one[start:end] for start, end in left] == ["3月", "5日"]
    assert [other[start:end] for start, end in right] == ["4月", "20日"]
