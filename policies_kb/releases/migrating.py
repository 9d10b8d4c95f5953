"""Brings the tables of a database to what this program knows; two programs that start at once do it once."""

from __future__ import annotations

import threading

from sqlalchemy import Connection, Engine, inspect, text

from .database import writing_transaction
from .errors import StoreError

HEAD = "0003"  # the newest of migrations/versions; told here so that an ordinary start need not load Alembic
VERSION_TABLE = "release_schema"
one_at_a_time = threading.Lock()  # Alembic's context is one for the whole process, whatever database is migrated


def upgrade(engine: Engine) -> None:
    """Changes nothing when the tables are as they should be; else all of the change happens, or none.

    Raises StoreError when a newer program made the tables.
    """
    with engine.connect() as connection:
        if revision(connection) == HEAD:
            return
    with one_at_a_time, writing_transaction(engine) as connection:
        if revision(connection) != HEAD:  # another program may have been first
            _run(connection)


def revision(connection: Connection) -> str | None:
    """The version of the tables; None when there are none of ours."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"select version_num from {VERSION_TABLE}")).scalar()
    return str(found) if found else None


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "policies_kb.releases:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError("知识库是更新的程序建的，这个程序读不懂：升级程序") from error
