"""Counters of limits in a small file beside the program, for several processes on one machine without Redis.

A storage of the library `limits`, which has none that processes share without a server. What it holds is worth nothing
after a minute: it is written without waiting for the disk, and a file that is damaged or gone is made anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from limits.aio.storage import Storage

SCHEME = "async+counters"
LOCKED = 1.0  # seconds to wait for another process's write, which takes microseconds
FORGET_EVERY = 60.0  # seconds between two sweeps of what has run out
_TABLE = "create table if not exists counter (key text primary key, count integer not null, until real not null)"
# One statement, so that two processes never both read before either writes.
_ADD = """
insert into counter (key, count, until) values (:key, :amount, :now + :expiry)
on conflict (key) do update set
  count = case when until <= :now then excluded.count else count + excluded.count end,
  until = case when until <= :now then excluded.until else until end
returning count
"""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class FileCounters(Storage):
    """Counts in an SQLite file at ``path``, on a thread of its own: the event loop waits for no disk."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - the library declares it as an instance variable

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="counters")
        self._connection: sqlite3.Connection | None = None
        self._swept = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        """What this storage raises."""
        return sqlite3.Error

    async def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """The counter after adding ``amount``; a counter lives ``expiry`` seconds from its first use."""
        return await self._on_thread(self._add, key, expiry, amount)

    async def get(self, key: str) -> int:
        """The counter, 0 where it has run out."""
        return int((await self._on_thread(self._row, key))[0])

    async def get_expiry(self, key: str) -> float:
        """When the counter runs out, in seconds since 1970."""
        return float((await self._on_thread(self._row, key))[1])

    async def check(self) -> bool:
        """Whether the file can be used."""
        try:
            await self._on_thread(self._row, "")
        except (sqlite3.Error, OSError):
            return False
        return True

    async def reset(self) -> int | None:
        """Forgets every counter."""
        return await self._on_thread(lambda: self._open().execute("delete from counter").rowcount)

    async def clear(self, key: str) -> None:
        """Forgets one counter."""
        await self._on_thread(lambda: self._open().execute("delete from counter where key = ?", (key,)))

    def close(self) -> None:
        """Lets the thread and the file go."""
        self._thread.submit(self._shut)
        self._thread.shutdown(wait=True)

    async def _on_thread(
        self, work: Callable[Parameters, Result], /, *args: Parameters.args, **_named: Parameters.kwargs
    ) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._tried, work, *args)

    def _tried(self, work: Callable[..., Result], *args: object) -> Result:
        try:
            return work(*args)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise
            self._shut()  # damaged, or moved away: a new one loses a minute of counting
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            return work(*args)

    def _add(self, key: str, expiry: int, amount: int) -> int:
        now = time.time()
        connection = self._open()
        if now - self._swept > FORGET_EVERY:
            self._swept = now
            connection.execute("delete from counter where until <= ?", (now,))
        row = connection.execute(_ADD, {"key": key, "amount": amount, "expiry": expiry, "now": now}).fetchone()
        return int(row[0])

    def _row(self, key: str) -> tuple[int, float]:
        now = time.time()
        found = self._open().execute("select count, until from counter where key = ? and until > ?", (key, now))
        return found.fetchone() or (0, now)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # isolation_level None: each statement is a transaction of its own.
            connection = sqlite3.connect(self._path, timeout=LOCKED, isolation_level=None, check_same_thread=False)
            connection.execute("pragma journal_mode=wal")
            connection.execute("pragma synchronous=off")
            connection.execute(_TABLE)
            self._connection = connection
        return self._connection

    def _shut(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
