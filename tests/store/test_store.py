"""The store gives back what the records say, and refuses to serve anything else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from policies_kb.loading import KnowledgeBase, load_knowledge_base
from policies_kb.store import StoreError, build, fingerprint, read, serving_base


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge_base()


@pytest.fixture(scope="module")
def url(base: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> str:
    where = f"sqlite:///{tmp_path_factory.mktemp('store') / 'kb.sqlite'}"
    build(base, where, fingerprint())
    return where


def test_what_is_read_equals_what_was_built(base: KnowledgeBase, url: str) -> None:
    again = read(url, fingerprint())
    assert again.notices.keys() == base.notices.keys()
    for name, notice in base.notices.items():
        assert again.notices[name].record == notice.record
        assert again.notices[name].text == notice.text
        assert again.notices[name].cells == notice.cells


def test_building_again_replaces_everything(base: KnowledgeBase, url: str) -> None:
    rows = build(base, url, fingerprint())
    assert rows == build(base, url, fingerprint())
    assert read(url).notices.keys() == base.notices.keys()


def test_an_absent_store_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="policies_kb build"):
        read(f"sqlite:///{tmp_path / 'none.sqlite'}")


def test_a_store_of_other_files_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="have changed"):
        read(url, "another fingerprint")


def test_a_failed_build_changes_nothing(base: KnowledgeBase, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(notice: object) -> object:
        raise RuntimeError("the power went out")

    monkeypatch.setattr(sys.modules["policies_kb.store.build"], "_rows", broken)
    with pytest.raises(RuntimeError):
        build(base, url, "half")
    assert read(url, fingerprint()).notices.keys() == base.notices.keys()


def test_another_schema_is_refused(base: KnowledgeBase, tmp_path: Path) -> None:
    where = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    build(base, where, fingerprint())
    engine = create_engine(where)
    with engine.begin() as connection:
        connection.execute(text("update meta set value = '0' where key = 'schema'"))
    engine.dispose()
    with pytest.raises(StoreError, match="another schema"):
        read(where)


def test_a_build_replaces_tables_of_another_schema(base: KnowledgeBase, tmp_path: Path) -> None:
    where = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    engine = create_engine(where)
    with engine.begin() as connection:
        connection.execute(text("create table meta (key varchar primary key, value text)"))
        connection.execute(text("insert into meta values ('schema', '0')"))
        connection.execute(text("create table notice (name text)"))
    engine.dispose()
    build(base, where, fingerprint())
    assert read(where, fingerprint()).notices.keys() == base.notices.keys()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nosuch://host/x", "not one that SQLAlchemy knows"),
        ("not a url", "not one that SQLAlchemy knows"),
        ("sqlite://", "policies_kb build"),
    ],
)
def test_a_url_that_leads_nowhere_is_told_in_one_line(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as refused:
        read(url)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_no_database_is_refused(base: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "kb.sqlite"
    path.write_text("no database " * 200, encoding="utf-8")
    for attempt in (lambda: read(f"sqlite:///{path}"), lambda: build(base, f"sqlite:///{path}", "any")):
        with pytest.raises(StoreError, match="the database refuses"):
            attempt()


def test_the_fingerprint_follows_contents_and_folder_names(tmp_path: Path) -> None:
    notices, reference = tmp_path / "notices", tmp_path / "reference"
    reference.mkdir()
    (notices / "one").mkdir(parents=True)
    record = notices / "one" / "record.yml"
    record.write_text("a: 1", encoding="utf-8")
    before = fingerprint(notices, reference)
    record.write_text("a: 2", encoding="utf-8")
    edited = fingerprint(notices, reference)
    (notices / "one").rename(notices / "two")
    assert len({before, edited, fingerprint(notices, reference)}) == 3


def test_without_a_store_the_files_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ZC_KB_URL", f"sqlite:///{tmp_path / 'none.sqlite'}")
    serving_base.cache_clear()
    try:
        assert serving_base().notices
    finally:
        serving_base.cache_clear()
    assert "answering from the record files" in caplog.text
