"""Which state of the conversations' database this program knows."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

HEAD = "0007"  # the newest of migrations/versions; told here so that an ordinary start need not load Alembic
VERSION_TABLE = "store_schema"  # others keep their own in the same database (policies_kb: release_schema)


class SchemaForeign(SQLAlchemyError):
    """The tables are not ours, or a newer program's. An error of the database for whoever only wants to use it."""


def revision(connection: Connection) -> str | None:
    """The state of the tables; None where nothing has been migrated yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"select version_num from {VERSION_TABLE}")).scalar()
    return str(found) if found else None
