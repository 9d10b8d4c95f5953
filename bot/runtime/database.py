"""Opens the database of conversations and what stands beside them."""

from __future__ import annotations

import threading
import weakref
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, make_url

from bot.runtime.database_file import miss_when_gone
from bot.runtime.database_limits import DatabaseLimits
from bot.runtime.migrating import make_tables

SECONDS_PER_DAY = 86_400.0
# A person waits for every one of these: what takes longer is as good as broken, and is said to be.
LOCKED = 3.0  # seconds to wait for somebody else's write (SQLite)
LATE = 1.0  # seconds after its own limit at which a server that has not answered counts as hanging

_servers: weakref.WeakValueDictionary[str, Engine] = weakref.WeakValueDictionary()
_opening = threading.Lock()


def open_engine(url: str | URL) -> Engine:
    """An engine for an SQLite or PostgreSQL URL.

    SQLite runs in WAL mode: one writer, readers undisturbed, and a commit without a disk flush (a crash of
    the machine may lose the last turns, never the file). What is deleted is overwritten, too. Each wait is bounded, and
    a file that is moved away is missed.
    All who open the same server share one pool, for a server has only so many connections to give.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        with _opening:
            shown = parsed.render_as_string(hide_password=False)
            engine = _servers.get(shown)
            if engine is None:
                engine = _servers[shown] = _server(parsed, DatabaseLimits.from_environment())
            return engine
    quiet: dict[str, Any] = {"hide_parameters": True}  # an error goes to the log, what people said does not
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(parsed, connect_args={"check_same_thread": False, "timeout": LOCKED}, **quiet)
        miss_when_gone(engine, Path(parsed.database))
    else:
        engine = sa.create_engine(parsed, connect_args={"check_same_thread": False}, poolclass=sa.StaticPool, **quiet)
    sa.event.listen(engine, "connect", _tune_sqlite)
    return engine


def _server(url: URL, limits: DatabaseLimits) -> Engine:
    from policies_kb.patience import give_patience

    milliseconds = round(limits.statement_seconds * 1000)
    engine = sa.create_engine(
        url,
        pool_size=limits.pool,
        max_overflow=limits.overflow,
        pool_timeout=limits.pool_seconds,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": limits.connect_seconds,
            "options": f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}",
        },
        hide_parameters=True,
    )
    give_patience(engine, limits.statement_seconds + LATE)
    return engine


class AtFirstUse:
    """A store that opens its database at the first use, so that an assistant that has no need of it opens none."""

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
                make_tables(engine)
                self._opened = engine
            return self._opened

    def close(self) -> None:
        """Closes the connections."""
        if self._opened is not None:
            self._opened.dispose()
            self._opened = None


def _tune_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # The patience first: six processes that start together all want the new journal.
    for pragma in (f"busy_timeout={LOCKED * 1000:.0f}", "journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
