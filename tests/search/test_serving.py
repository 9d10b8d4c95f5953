"""The index is there before anybody searches, and nobody who does not search waits for it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from policies_kb.console.main import main
from policies_kb.gate import check_sources
from policies_kb.loading import NOTICES
from policies_kb.loading.source import read_folder, write_folder
from policies_kb.releases import seed
from policies_kb.search import make_ready
from policies_kb.search import serving as search_serving
from policies_kb.serving import Snapshot, current, refresh, start
from policies_kb.store.location import URL_VARIABLE

WAIT = 10.0  # seconds


@pytest.fixture
def store(kb_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store whose second release lacks a notice; the first one serves."""
    sources = read_folder(NOTICES)
    write_folder(sources, tmp_path / "notices")
    monkeypatch.setenv(URL_VARIABLE, kb_url)
    assert seed(kb_url, tmp_path / "notices", check_sources).made == 1
    start()
    return kb_url


def indexed(url: str) -> set[int]:
    engine = create_engine(url)
    with engine.connect() as connection:
        there = text("select count(*) from sqlite_master where name = 'search_release'")
        found = connection.execute(text("select release from search_release")) if connection.scalar(there) else ()
        numbers = {row[0] for row in found}
    engine.dispose()
    return numbers


def removal(url: str) -> int:
    named = ["--remove", "luntai-2024-chuding", "--author", "甲", "--reviewer", "乙", "--reason", "到期"]
    return main(["release", "--all", *named, "--url", url])


def test_a_release_and_going_back_bring_their_index(store: str) -> None:
    assert indexed(store) == set()
    assert removal(store) == 0
    assert indexed(store) == {2}
    assert main(["rollback", "1", "--by", "乙", "--reason", "改错了", "--url", store]) == 0
    assert indexed(store) == {1, 2}
    start()


def test_the_release_before_serves_while_the_index_of_the_next_is_made(store: str) -> None:
    assert removal(store) == 0
    serving: list[int | None] = []
    assert refresh(lambda snapshot: serving.extend([current().release, snapshot.release])) == 2
    assert serving == [1, 2] and current().release == 2


def test_whoever_does_not_search_does_not_wait(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    opened = search_serving.open_index

    def slow(*given: object) -> object:
        begun.set()
        assert go_on.wait(WAIT)
        return opened(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(search_serving, "open_index", slow)
    snapshot = current()
    making = threading.Thread(target=make_ready, args=(snapshot,))
    making.start()
    assert begun.wait(WAIT)
    got = threading.Event()
    other = threading.Thread(target=lambda: (snapshot.of(_something), got.set()))
    other.start()
    free = got.wait(WAIT / 2)
    go_on.set()
    making.join()
    other.join()
    assert free, "the snapshot was locked while an index was made"


def _something(snapshot: Snapshot) -> str:
    return "made once"
