"""The tables: from nothing, from the store that came before, and by several programs at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from policies_kb.loading.source import write_folder
from policies_kb.releases import StoreError, current, log, seed, upgrade
from policies_kb.releases.database import connected
from policies_kb.releases.migrating import HEAD, VERSION_TABLE, revision
from policies_kb.releases.tables import Table

from .conftest import as_sources, at_once, gate, notice

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OURS = {*Table.metadata.tables, VERSION_TABLE}


def tables(url: str) -> set[str]:
    with connected(url) as engine:
        return set(inspect(engine).get_table_names())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kb.sqlite"


@pytest.fixture
def old(file: Path) -> str:
    """A database as the program before releases built it."""
    connection = sqlite3.connect(file)
    connection.executescript((HERE / "schema_1.sql").read_text(encoding="utf-8"))
    connection.close()
    return f"sqlite:///{file}"


def test_an_empty_database_gets_every_table_as_the_program_knows_it(file: Path) -> None:
    with connected(f"sqlite:///{file}") as engine:
        upgrade(engine)
        upgrade(engine)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
            assert compare_metadata(context, Table.metadata) == []
            assert revision(connection) == HEAD
    assert tables(f"sqlite:///{file}") == OURS


def test_the_head_told_in_the_code_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", "policies_kb.releases:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_store_before_gives_way_to_releases(old: str, tmp_path: Path) -> None:
    assert tables(old) == {"meta", "notice", "clause", "entry", "topic"}
    assert current(old) is None
    write_folder(as_sources({"yanqi": notice("焉耆")}), tmp_path / "notices")
    assert seed(old, tmp_path / "notices", gate).made == 1
    assert tables(old) == OURS


def test_tables_of_others_are_left_alone(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.executescript("create table meta (name text); create table notice (words text);")
    connection.close()
    with connected(f"sqlite:///{file}") as engine:
        upgrade(engine)
    assert tables(f"sqlite:///{file}") == OURS | {"meta", "notice"}


def test_any_engine_will_do(old: str) -> None:
    engine = create_engine(old)
    with engine.connect() as connection:
        assert revision(connection) is None
    upgrade(engine)
    with engine.connect() as connection:
        assert revision(connection) == HEAD
    engine.dispose()
    assert tables(old) == OURS


def test_a_change_that_breaks_off_leaves_everything_as_it_was(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr("policies_kb.releases.migrations.triggers.seal_releases", broken)
    with pytest.raises(RuntimeError), connected(old) as engine:
        upgrade(engine)
    assert tables(old) == {"meta", "notice", "clause", "entry", "topic"}


def test_tables_of_a_newer_program_are_not_touched(file: Path) -> None:
    with connected(f"sqlite:///{file}") as engine:
        upgrade(engine)
    connection = sqlite3.connect(file)
    connection.execute(f"update {VERSION_TABLE} set version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="升级程序"):
        log(f"sqlite:///{file}")


def test_programs_that_start_at_once_upgrade_once(old: str) -> None:
    start = "import sys; from policies_kb.releases import log; sys.stdin.readline(); print(len(log(sys.argv[1])))"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", start, old],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in running:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        said, complained = process.communicate(timeout=60)
        assert (process.returncode, said.strip()) == (0, "0"), complained
    assert tables(old) == OURS


def test_threads_that_start_at_once_upgrade_once(old: str) -> None:
    assert at_once(*[lambda: log(old)] * 6) == [[]] * 6
    assert tables(old) == OURS
