"""What was released stays as it was, even for whoever opens the database by hand."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from policies_kb.releases import StoreError, release, sources
from policies_kb.releases.sessions import writing
from policies_kb.releases.tables import DocumentRow

from .conftest import Release, as_sources, gate, notice

CHANGES = [
    "update document set text = 'x'",
    "delete from document",
    "insert or replace into document select digest, 'x', null from document limit 1",
    "update release set reviewer = 'x'",
    "delete from release where number = 2",
    "insert or replace into release select number, made_at, 'x', reviewer, reason, origin, digest, previous "
    "from release where number = 2",
    "update or replace release set number = 1 where number = 2",
    "update release_document set document_digest = (select max(digest) from document)",
    "delete from release_document",
    "insert or replace into release_document select release, notice_id, file_name, (select max(digest) from document) "
    "from release_document",
    "insert into release_document select 1, 'akesu', 'text.txt', max(digest) from document",
    "insert into difference values (1, 'akesu', '', 'added', 1, 0)",
    "update difference set lines_added = 0",
    "delete from difference",
    "update activation set release = 1",
    "delete from activation",
    "insert or replace into activation select seq, 1, at, by, reason, kind from activation where seq = 2",
]


@pytest.fixture
def two(url: str, in_review: Release) -> str:
    for text in ("一", "二"):
        in_review({"yanqi": notice(text)})
        release(url, None, reviewer="李四", reason=text, gate=gate)
    return url


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_what_was_released(two: str, change: str) -> None:
    connection = sqlite3.connect(Path(two.removeprefix("sqlite:///")))
    before = list(connection.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute(change)
    connection.rollback()
    assert list(connection.iterdump()) == before
    connection.close()


def test_the_program_says_so_in_one_line(two: str) -> None:
    with pytest.raises(StoreError, match="发布过的内容不能改"), writing(two) as session:
        document = session.scalars(DocumentRow.__table__.select()).first()
        session.execute(DocumentRow.__table__.update().where(DocumentRow.digest == document).values(text="x"))


def test_a_text_that_is_not_what_was_released_is_not_served(two: str) -> None:
    """Somebody took the triggers away first."""
    connection = sqlite3.connect(Path(two.removeprefix("sqlite:///")))
    connection.execute("drop trigger document_no_update")
    connection.execute("update document set text = '三' where text = '二'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="第 2 号发布的内容和发布时不一样"):
        sources(two)
    assert sources(two, 1).sources == as_sources({"yanqi": notice("一")})


def test_a_file_that_stays_the_same_is_stored_once(two: str) -> None:
    connection = sqlite3.connect(Path(two.removeprefix("sqlite:///")))
    assert connection.execute("select count(*) from document").fetchone() == (3,)
    assert connection.execute("select count(*) from release_document").fetchone() == (4,)
    connection.close()
