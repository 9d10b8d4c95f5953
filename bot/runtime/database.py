"""Opens the database of conversations and what stands beside them; makes tables once, however many processes start."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url

SECONDS_PER_DAY = 86_400.0
# A person waits for every one of these: what takes longer is as good as broken, and is said to be.
LOCKED = 3.0  # seconds to wait for somebody else's write (SQLite)
CONNECT = 3  # seconds to reach a server
POOL = 3.0  # seconds to wait for a free connection
STATEMENT = 5000  # milliseconds of one statement on a server
TABLES = 0x7A63_7461  # the key of the advisory lock under which tables are made


def open_engine(url: str | URL) -> Engine:
    """An engine for an SQLite or PostgreSQL URL.

    SQLite runs in WAL mode: one writer, readers undisturbed, and a commit without a disk flush (a crash of
    the machine may lose the last turns, never the file). What is deleted is overwritten, too. Each wait is bounded.
    """
    parsed = make_url(url)
    quiet: dict[str, Any] = {"hide_parameters": True}  # an error goes to the log, what people said does not
    if parsed.get_backend_name() != "sqlite":
        arguments = {"connect_timeout": CONNECT, "options": f"-c statement_timeout={STATEMENT}"}
        return sa.create_engine(parsed, pool_pre_ping=True, pool_timeout=POOL, connect_args=arguments, **quiet)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(parsed, connect_args={"check_same_thread": False, "timeout": LOCKED}, **quiet)
    else:
        engine = sa.create_engine(parsed, connect_args={"check_same_thread": False}, poolclass=sa.StaticPool, **quiet)
    sa.event.listen(engine, "connect", _tune_sqlite)
    return engine


def make_tables(engine: Engine, metadata: sa.MetaData, besides: Callable[[Connection], None] | None = None) -> None:
    """Makes what is missing; processes that start together do it one after the other.

    ``besides`` runs in the same transaction, for what belongs to the tables and is no table (triggers).
    """
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # `create table if not exists` of two at once fails in the catalogue (unique pg_type_typname_nsp_index).
            connection.execute(sa.text("select pg_advisory_xact_lock(:key)"), {"key": TABLES})
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        metadata.create_all(connection)
        if besides is not None:
            besides(connection)


class AtFirstUse:
    """A store that opens its database at the first use, so that an assistant that has no need of it opens none."""

    metadata: ClassVar[sa.MetaData]

    def __init__(self, url: str | URL) -> None:
        self._url = url
        self._opened: Engine | None = None
        self._opening = threading.Lock()

    @property
    def engine(self) -> Engine:
        """The engine, with tables made where they are missing."""
        with self._opening:
            if self._opened is None:
                engine = open_engine(self._url)
                make_tables(engine, self.metadata)
                self._opened = engine
            return self._opened

    def close(self) -> None:
        """Closes the connections."""
        if self._opened is not None:
            self._opened.dispose()
            self._opened = None


def _tune_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={LOCKED * 1000:.0f}", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
