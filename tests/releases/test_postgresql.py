"""The same on PostgreSQL, where there is one: ZC_TEST_POSTGRES names a server on which databases may be made."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from policies_kb.loading.source import read_folder, write_folder
from policies_kb.releases import StoreError, current, export, log, release, rollback, seed, sources
from policies_kb.releases.database import connected
from policies_kb.releases.migrating import VERSION_TABLE
from policies_kb.releases.tables import Table

from .conftest import Release, as_sources, at_once, gate, notice
from .test_at_once import slow
from .test_immutability import CHANGES

SERVER = os.environ.get("ZC_TEST_POSTGRES", "")
pytestmark = pytest.mark.skipif(not SERVER, reason="ZC_TEST_POSTGRES names no server")
SCHEMA_1 = (Path(__file__).parent / "schema_1.sql").read_text(encoding="utf-8")
ODD = "\ufeff一 \r\n二\r\n\u2028𠮷\x0b# 注释"


@pytest.fixture
def url() -> Iterator[str]:
    """A database of its own for each test."""
    name = f"zc_{uuid.uuid4().hex[:12]}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"create database {name}"))
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"drop database {name} with (force)"))
    server.dispose()


def test_the_tables_are_those_that_the_program_knows(url: str) -> None:
    assert current(url) is None
    assert log(url) == []
    with connected(url) as engine, engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, Table.metadata) == []


def test_the_store_before_gives_way(url: str) -> None:
    tables = [part for part in SCHEMA_1.split(";\n") if part.startswith("CREATE TABLE")]
    with create_engine(url).begin() as connection:
        for part in sorted(tables, key=lambda part: "CREATE TABLE notice" not in part):
            connection.exec_driver_sql(part)
        connection.exec_driver_sql("insert into meta values ('schema', '1')")
    assert log(url) == []
    with connected(url) as engine:
        assert set(inspect(engine).get_table_names()) == {*Table.metadata.tables, VERSION_TABLE}


def test_from_folder_to_draft_to_release_and_back(url: str, folder: Path, tmp_path: Path, in_review: Release) -> None:
    write_folder(as_sources({"yanqi": notice(ODD, "day: 2024-09-23\n乙: {1: x}\n"), "luntai": notice("轮台")}), folder)
    assert seed(url, folder, gate).made == 1
    assert seed(url, folder, gate).made is None
    export(url, tmp_path / "out")
    assert read_folder(tmp_path / "out") == read_folder(folder)
    assert list(sources(url).parsed["yanqi"]["record.yml"]) == ["day", "乙"]
    in_review({"luntai": notice("轮台县")})
    assert release(url, None, reviewer="李四", reason="更正", gate=gate, remove=["yanqi"]) == 2
    rollback(url, 1, "王五", "有误")
    assert (current(url), [line.kind for line in log(url)]) == (1, ["rollback", "release", "release"])
    assert seed(url, folder, gate).made is None


@pytest.mark.parametrize("change", [change for change in CHANGES if "or replace" not in change])
def test_what_was_released_stays(url: str, in_review: Release, change: str) -> None:
    for words in ("一", "二"):
        in_review({"yanqi": notice(words)})
        release(url, None, reviewer="李四", reason=words, gate=gate)
    engine = create_engine(url)
    for attempt in (change, "truncate document cascade"):
        with pytest.raises(DBAPIError, match="never changed"), engine.begin() as connection:
            connection.exec_driver_sql(attempt)
    engine.dispose()
    assert sources(url).sources == as_sources({"yanqi": notice("二")})


def test_programs_that_start_at_once_upgrade_once_and_release_in_turn(url: str, in_review: Release) -> None:
    assert at_once(*[lambda: log(url)] * 4) == [[]] * 4
    in_review({"yanqi": notice("焉耆"), "luntai": notice("轮台")})
    numbers = at_once(
        lambda: release(url, ["yanqi"], reviewer="李四", reason="一", gate=slow),
        lambda: release(url, ["luntai"], reviewer="王五", reason="二", gate=slow),
    )
    assert sorted(map(str, numbers)) == ["1", "2"]
    assert list(sources(url).sources) == ["luntai", "yanqi"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"password": "falsch"}, "账号或口令"),
        ({"port": 1}, "连不上"),
        ({"database": "nowhere"}, "没有这个库"),
    ],
)
def test_what_keeps_it_shut_is_told_in_one_line(change: dict[str, object], says: str) -> None:
    url = make_url(SERVER).set(**change).render_as_string(hide_password=False)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match=says) as refused:
        current(url)
    assert "\n" not in str(refused.value) and "falsch" not in str(refused.value)
