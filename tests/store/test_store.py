"""The store gives back what the records say, and refuses to serve anything else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from policies_kb.loading import KnowledgeBase, load_knowledge_base
from policies_kb.store import StoreError, build, fingerprint, read


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
