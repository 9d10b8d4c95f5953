"""What is found: the first result, filters, counts, highlights, states, stamps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policies_kb.loading import KnowledgeBase
from policies_kb.scope import covers_region, covers_series
from policies_kb.search import Asked, Filters, Searcher, UnknownFilter

from .cases import asked_of, firsts, reworded
from .conftest import RELEASE

OPEN_DAY = date(2024, 10, 10)
LEAST = 0.95


@pytest.mark.parametrize("case", firsts(), ids=lambda case: str(case["q"]))
def test_the_first_result(searcher: Searcher, case: dict[str, Any]) -> None:
    found = searcher.search(asked_of(case))
    first = found.results[0] if found.results else None
    assert (f"{first.notice_id} {first.clause}" if first else None) == case["first"]


def test_questions_reworded_find_their_clause_among_five(searcher: Searcher) -> None:
    cases = reworded()
    missed = []
    for query, day, clauses in cases:
        found = [(one.notice_id, one.clause) for one in searcher.search(Asked(query, day, limit=5)).results]
        if not set(found) & set(clauses):
            missed.append(query)
    assert len(cases) >= 100
    assert 1 - len(missed) / len(cases) >= LEAST, missed


@pytest.mark.parametrize("query", ["电话", "材料", "申报", "继续教育", ""])
def test_no_result_lies_outside_the_filters(searcher: Searcher, base: KnowledgeBase, query: str) -> None:
    reference = base.reference
    for place in ("轮台县", "焉耆回族自治县", "阿克苏地区", "且末县", "库车市"):
        for one in searcher.search(Asked(query, OPEN_DAY, Filters(place=place), 50)).results:
            assert covers_region(base.notices[one.notice_id], place, reference)
    for series in ("档案系列", "工程系列", "技工院校教师系列"):
        for one in searcher.search(Asked(query, OPEN_DAY, Filters(series=series), 50)).results:
            assert covers_series(base.notices[one.notice_id], series)
    for path in reference.paths:
        for one in searcher.search(Asked(query, OPEN_DAY, Filters(path=path), 50)).results:
            assert path in base.notices[one.notice_id].head.coverage.paths


def test_a_chosen_place_is_kept_whatever_the_words_name(searcher: Searcher) -> None:
    found = searcher.search(Asked("焉耆 电话", OPEN_DAY, Filters(place="轮台县"), 50))
    assert found.place == "轮台县"
    assert "yanqi-2024-chuding" not in {one.notice_id for one in found.results}


def test_counts_say_what_each_value_would_leave(searcher: Searcher) -> None:
    every = searcher.search(Asked("电话", OPEN_DAY))
    assert not every.at_least
    for dimension in ("place", "series", "path"):
        for value in every.facets[dimension]:
            left = searcher.search(Asked("电话", OPEN_DAY, Filters(**{dimension: value.value}), 50))
            assert left.total == value.count == len(left.results)
            assert left.facets[dimension] == every.facets[dimension]


def test_highlights_are_ranges_of_what_was_searched_for(searcher: Searcher) -> None:
    for one in searcher.search(Asked("ＪＰＧ 图片", OPEN_DAY)).results[:1]:
        marked = {one.snippet.text[start:end].lower() for start, end in one.snippet.highlights}
        assert marked == {"jpg", "图片"}
    for query in ("电话", "dh", "典话"):
        for one in searcher.search(Asked(query, OPEN_DAY, limit=4)).results:
            ranges = one.snippet.highlights
            assert list(ranges) == sorted(ranges)
            assert all(one.snippet.text[start:end] for start, end in ranges)


def test_a_result_carries_the_state_of_its_round(searcher: Searcher) -> None:
    states = {
        one.notice_id: one.state
        for one in searcher.search(Asked("咨询电话", OPEN_DAY, Filters(place="轮台县"))).results
    }
    assert (states["luntai-2024-chuding"].standing, states["luntai-2024-chuding"].days_left) == ("open", 20)
    assert (states["bazhou-archives-2024"].standing, states["bazhou-archives-2024"].days_left) == ("closed", None)
    last = searcher.search(Asked("咨询电话", date(2024, 10, 30), Filters(place="轮台县"))).results[0].state
    assert (last.standing, last.days_left) == ("open", 0)
    before = searcher.search(Asked("轮台 电话", date(2024, 9, 26))).results[0].state
    assert (before.standing, before.days_left) == ("upcoming", None)


def test_every_result_is_stamped_and_can_be_read_out(searcher: Searcher, base: KnowledgeBase) -> None:
    found = searcher.search(Asked("轮台 电话", OPEN_DAY))
    assert found.release == RELEASE
    assert {one.release for one in found.results} == {RELEASE}
    first = found.results[0]
    assert first.fact is not None
    assert first.fact.say in {fact.say for fact in base.notices[first.notice_id].record.facts}
    assert first.title == "咨询电话"


@pytest.mark.parametrize("filters", [Filters(place="上海"), Filters(series="航天"), Filters(path="fly")])
def test_a_filter_that_does_not_exist_is_refused(searcher: Searcher, filters: Filters) -> None:
    with pytest.raises(UnknownFilter):
        searcher.search(Asked("电话", OPEN_DAY, filters))


@pytest.mark.parametrize(
    "text", ["", " ", "'", '"', "a' OR 1=1 --", "%", "_", "*", "NEAR(电话)", "电话 AND", "\x00", "😀"]
)
def test_no_text_breaks_it(searcher: Searcher, text: str) -> None:
    searcher.search(Asked(text, OPEN_DAY))


def test_as_one_types_it_only_narrows(searcher: Searcher) -> None:
    for typed in ("轮台 d", "轮台 di", "轮台 dian", "轮台 dianh", "轮台 dianhua", "轮台 电", "轮台 电话"):
        first = searcher.search(Asked(typed, OPEN_DAY)).results
        assert first and first[0].notice_id == "luntai-2024-chuding", typed
