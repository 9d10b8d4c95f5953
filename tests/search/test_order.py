"""The same results in the same order: whatever the order of notices, and on either database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies_kb.loading import KnowledgeBase
from policies_kb.reading import Reader
from policies_kb.search import Asked, Filters, Found, Searcher, open_index

from .cases import asked_of, firsts, reworded

DAY = date(2024, 10, 10)
WORDS = (
    "电话",
    "dh",
    "材料",
    "典话",
    "轮台",
    "焉耆",
    "档案",
    "几年",
    "48小时",
    "费",
    "公示",
    "jxjy",
    "dianh",
    "评审表",
)


def told(found: Found) -> object:
    """All that somebody sees."""
    return found.total, found.results, found.facets, found.place, found.corrected


@pytest.fixture(scope="module")
def turned(base: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """The same notices in the opposite order."""
    other = replace(base, notices=dict(reversed(base.notices.items())))
    url = f"sqlite:///{tmp_path_factory.mktemp('turned') / 'kb.sqlite'}"
    return Searcher(other, Reader(other), open_index(other, url))


def queries() -> Sequence[Asked]:
    asked = [asked_of(case) for case in firsts()]
    return [*asked, *(Asked(query, day) for query, day, _ in reworded())]


def test_the_order_of_notices_does_not_matter(searcher: Searcher, turned: Searcher) -> None:
    for asked in queries():
        assert told(searcher.search(asked)) == told(turned.search(asked)), asked.text


def test_both_databases_give_the_same(searcher: Searcher, on_postgres: Searcher) -> None:
    for asked in queries():
        assert told(searcher.search(asked)) == told(on_postgres.search(asked)), asked.text


mixed = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join) | st.text(max_size=12)
places = st.sampled_from([None, "轮台县", "焉耆回族自治县", "阿克苏地区", "且末县"])
quiet = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@quiet
@given(text=mixed, place=places)
def test_any_query_gives_the_same_in_any_order(searcher: Searcher, turned: Searcher, text: str, place: str) -> None:
    asked = Asked(text, DAY, Filters(place=place))
    assert told(searcher.search(asked)) == told(turned.search(asked))


@quiet
@given(text=mixed, place=places)
def test_any_query_gives_the_same_on_both(searcher: Searcher, on_postgres: Searcher, text: str, place: str) -> None:
    asked = Asked(text, DAY, Filters(place=place))
    assert told(searcher.search(asked)) == told(on_postgres.search(asked))
