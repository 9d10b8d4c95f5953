"""The tables of conversations and what stands beside them: from nothing, from programs before, by several at once."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.runtime.database import open_engine
from bot.runtime.event_log import Answered, EventLog
from bot.runtime.event_log import metadata as conversations
from bot.runtime.migrating import make_tables
from bot.runtime.schema import HEAD, VERSION_TABLE, SchemaForeign, revision

ROOT = Path(__file__).parents[2]


def known() -> list[sa.MetaData]:
    """The tables of every module of the program that has some, whichever they are."""
    found: dict[int, sa.MetaData] = {}
    for file in (ROOT / "bot").rglob("*.py"):
        if "sa.MetaData()" in file.read_text(encoding="utf-8"):
            module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
            found.update({id(value): value for value in vars(module).values() if isinstance(value, sa.MetaData)})
    return list(found.values())


def before_migrations(folder: Path) -> dict[str, set[str]]:
    """The tables of the programs before migrations with their columns: those that the first revision makes."""
    engine = open_engine(f"sqlite:///{folder / 'first.db'}")
    make_tables(engine, "0001")
    found = sa.inspect(engine)
    return {
        name: {column["name"] for column in found.get_columns(name)}
        for name in found.get_table_names()
        if name != VERSION_TABLE
    }


def differences(url: str) -> list[object]:
    engine = open_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        found = list(compare_metadata(context, known()))
    engine.dispose()
    return found


def triggers(url: str) -> set[str]:
    kept = {
        "sqlite": "select name from sqlite_master where type = 'trigger'",
        "postgresql": "select tgname from pg_trigger where not tgisinternal",
    }
    engine = open_engine(url)
    with engine.connect() as connection:
        return set(connection.scalars(sa.text(kept[engine.dialect.name])))


def test_an_empty_database_gets_every_table_as_the_program_knows_it(store_url: str) -> None:
    make_tables(open_engine(store_url))
    make_tables(open_engine(store_url))
    assert differences(store_url) == []
    with open_engine(store_url).connect() as connection:
        assert revision(connection) == HEAD
    assert any("staff_audit" in name for name in triggers(store_url))
    assert any("answer_receipt" in name for name in triggers(store_url))


def test_the_head_told_in_the_code_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", "bot.runtime:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


@pytest.mark.parametrize("share", ["all", "some"])
def test_what_a_program_before_migrations_left_is_kept_and_completed(
    store_url: str, share: str, tmp_path: Path
) -> None:
    """Such a program made each table at its first use, so there may be all of them or only a few."""
    engine, old = open_engine(store_url), before_migrations(tmp_path)
    for tables in known() if share == "all" else [conversations]:
        with engine.begin() as connection:
            made = [table for table in tables.sorted_tables if table.name in old]
            tables.create_all(connection, made)
            for table in made:
                for column in {column.name for column in table.columns} - old[table.name]:
                    connection.execute(sa.text(f"alter table {table.name} drop column {column}"))
    turn = {"event": "user", "text": "焉耆几年", "timestamp": 1.0}
    with engine.begin() as connection:
        connection.execute(sa.text("insert into conversation_state values ('x', 3, 1.0, '[]', 0)"))
    log = EventLog(store_url)
    log.append("me", [turn], 0, answered=Answered("k", [{"text": "三年"}]))
    assert log.answered("me", "k") == [{"text": "三年"}]
    with engine.connect() as connection:
        assert connection.scalar(sa.text("select sequence from conversation_state where sender_id = 'x'")) == 3
    log.close()
    assert differences(store_url) == []
    assert any("staff_audit" in name for name in triggers(store_url))


def test_a_table_of_ours_by_name_only_is_told_and_nothing_is_changed(store_url: str) -> None:
    engine = open_engine(store_url)
    with engine.begin() as connection:
        connection.execute(sa.text("create table wechat_token (app_id varchar(64) primary key)"))
    with pytest.raises(SchemaForeign, match="wechat_token 缺少 token、until 列"):
        make_tables(engine)
    assert sa.inspect(engine).get_table_names() == ["wechat_token"]


def test_a_newer_programs_tables_are_told_and_left_alone(store_url: str) -> None:
    engine = open_engine(store_url)
    make_tables(engine)
    with engine.begin() as connection:
        connection.execute(sa.text(f"update {VERSION_TABLE} set version_num = '9999'"))
    with pytest.raises(SchemaForeign, match="升级程序"):
        make_tables(engine)
    with engine.connect() as connection:
        assert revision(connection) == "9999"


def test_six_workers_that_start_together_migrate_once(store_url: str) -> None:
    start = (
        "import sys; from bot.runtime.event_log import EventLog; sys.stdin.readline();"
        "log = EventLog(sys.argv[1]); log.append(sys.argv[2], [], 0); print(log.sequence(sys.argv[2]))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", start, store_url, f"person {number}"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(6)
    ]
    for process in running:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        said, complained = process.communicate(timeout=60)
        assert (process.returncode, said.strip()) == (0, "1"), complained
    assert differences(store_url) == []
    with open_engine(store_url).connect() as connection:
        assert connection.scalar(sa.text(f"select count(*) from {VERSION_TABLE}")) == 1
