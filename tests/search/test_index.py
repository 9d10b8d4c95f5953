"""The index belongs to one release and is never stale: it is refused, and made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import create_engine, text

from policies_kb.loading import KnowledgeBase
from policies_kb.reading import Reader
from policies_kb.search import Asked, Searcher, StaleIndex, open_index
from policies_kb.search import index as index_module
from policies_kb.search.making import KEPT

ASKED = Asked("电话", date(2024, 10, 10))


def rows(url: str, asked: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(asked))]
    engine.dispose()
    return found


def test_it_is_made_once(base: KnowledgeBase, kb_url: str) -> None:
    open_index(base, kb_url).close()
    made = rows(kb_url, "select made_at from search_release")
    open_index(base, kb_url).close()
    assert rows(kb_url, "select made_at from search_release") == made


def test_an_index_that_was_taken_away_is_refused(base: KnowledgeBase, kb_url: str) -> None:
    searcher = Searcher(base, Reader(base), open_index(base, kb_url))
    engine = create_engine(kb_url)
    with engine.begin() as connection:
        connection.execute(text("delete from search_release"))
    engine.dispose()
    with pytest.raises(StaleIndex):
        searcher.search(ASKED)


def test_another_program_makes_its_own(base: KnowledgeBase, kb_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old = Searcher(base, Reader(base), open_index(base, kb_url))
    monkeypatch.setattr(index_module, "layout_of", lambda base: "newer")
    new = Searcher(base, Reader(base), open_index(base, kb_url))
    with pytest.raises(StaleIndex):
        old.search(ASKED)
    assert new.search(ASKED).results


def test_releases_do_not_mix_and_old_ones_go(base: KnowledgeBase, kb_url: str) -> None:
    without = {name: notice for name, notice in base.notices.items() if not name.startswith("luntai")}
    smaller = replace(base, notices=without, release=8)
    first = Searcher(base, Reader(base), open_index(base, kb_url))
    second = Searcher(smaller, Reader(smaller), open_index(smaller, kb_url))
    assert "luntai-2024-chuding" in {one.notice_id for one in first.search(ASKED).results}
    assert "luntai-2024-chuding" not in {one.notice_id for one in second.search(ASKED).results}
    for number in range(9, 9 + KEPT):
        open_index(replace(base, release=number), kb_url).close()
    left = {row[0] for row in rows(kb_url, "select release from search_release")}
    assert left == set(range(9, 9 + KEPT))
    assert {row[0] for row in rows(kb_url, "select distinct id >> 48 from search_entry")} == left
    assert {row[0] for row in rows(kb_url, "select distinct rowid >> 48 from search_token")} == left


def test_notices_that_were_never_released_have_one_of_their_own(base: KnowledgeBase, kb_url: str) -> None:
    index = open_index(replace(base, release=None), kb_url)
    assert index.folder is not None
    assert Searcher(base, Reader(base), index).search(ASKED).results
    index.close()


def test_a_store_that_cannot_be_written_does_not_stop_it(base: KnowledgeBase) -> None:
    index = open_index(base, "sqlite:////nowhere/at/all.sqlite")
    assert index.folder is not None
    index.close()
