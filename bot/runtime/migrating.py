"""Brings the conversations' database to what this program knows; processes that start together do it once.

There is no command for it: whoever opens the database first does it, and nobody can forget it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.runtime.schema import HEAD, SchemaForeign, revision
from policies_kb.releases.migrating import one_at_a_time

PATIENCE = 60  # seconds to wait while another process migrates, and that one change may take
LOCK = 0x7A63_7461  # the key of PostgreSQL's advisory lock


def make_tables(engine: Engine, state: str = HEAD) -> None:
    """Brings the tables to a state, the newest unless told otherwise.

    Changes nothing where they are as they should be; else all of the change happens, or none. Raises `SchemaForeign`
    where a newer program made them, or they are not ours.
    """
    with engine.connect() as connection:
        if revision(connection) == state:
            return
    with one_at_a_time, engine.connect() as connection, _patient(connection):
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("select pg_advisory_xact_lock(:key)"), {"key": LOCK})
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        if revision(connection) != state:  # another process may have been first
            _run(connection, state)
        connection.commit()


@contextlib.contextmanager
def _patient(connection: Connection) -> Iterator[None]:
    """The limits of ordinary statements are meant for people who wait."""
    if connection.dialect.name == "postgresql":
        for limit in ("statement_timeout", "lock_timeout"):
            connection.execute(sa.text(f"set local {limit} = '{PATIENCE}s'"))
        driver: Any = connection.connection.dbapi_connection
        before, driver.patience = driver.patience, PATIENCE + 1.0  # policies_kb.patience
        try:
            yield
        finally:
            driver.patience = before
        return
    before = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE * 1000}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={before}")


def _run(connection: Connection, state: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "bot.runtime:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, state)
    except CommandError as error:
        raise SchemaForeign("对话库是更新的程序建的，这个程序读不懂：升级程序") from error
