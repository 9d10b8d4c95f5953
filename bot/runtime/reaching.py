"""Reaches the database within a bounded time; while it cannot be reached, nobody waits for it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from sqlalchemy.exc import SQLAlchemyError

logger = logging.getLogger(__name__)

PATIENCE = 4.0  # seconds; a little longer than the database's own limits
AGAIN_AFTER = 2.0  # seconds until a database that failed is tried again

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class StoreUnavailable(RuntimeError):
    """The database cannot be reached, is full, or does not answer."""


class Reaching:
    """One thread on which the database is read and written: SQLite has one writer, and the event loop must not wait
    for a disk. A call that never comes back keeps its thread; the next calls fail at once until it does."""

    def __init__(self, patience: float = PATIENCE, again_after: float = AGAIN_AFTER) -> None:
        self.patience, self.again_after = patience, again_after
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="event-log")
        self._hanging: asyncio.Future[Any] | None = None
        self._failed_at: float | None = None

    @property
    def failing(self) -> bool:
        """Whether the last call failed, or hangs."""
        return self._failed_at is not None

    async def call(
        self, work: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        """What ``work`` returns; raises `StoreUnavailable` where the database fails or is too slow."""
        if self._failed_at is not None and (self._hangs() or time.monotonic() - self._failed_at < self.again_after):
            raise StoreUnavailable("the database failed a moment ago")
        running = asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(*args, **kwargs))
        try:
            result = await asyncio.wait_for(asyncio.shield(running), self.patience)
        except TimeoutError as late:
            running.add_done_callback(_forgotten)
            self._hanging = running
            self._failed("it does not answer")
            raise StoreUnavailable("the database does not answer") from late
        except (SQLAlchemyError, OSError) as error:
            self._failed(type(error).__name__)
            raise StoreUnavailable(type(error).__name__) from error
        self._failed_at = None
        return result

    async def close(self, last: Callable[[], None]) -> None:
        """Runs ``last`` after all that is queued, and lets the thread go; a hanging one is left behind."""
        if not self._hangs():
            await asyncio.get_running_loop().run_in_executor(self._thread, last)
        self._thread.shutdown(wait=False)

    def _hangs(self) -> bool:
        if self._hanging is not None and self._hanging.done():
            self._hanging = None
        return self._hanging is not None

    def _failed(self, reason: str) -> None:
        if self._failed_at is None:  # once, however many people ask meanwhile
            logger.error("the database of conversations cannot be used: %s", reason)
        self._failed_at = time.monotonic()


def _forgotten(running: asyncio.Future[Any]) -> None:
    """An error of a call that nobody waits for any more has been told already."""
    if not running.cancelled():
        running.exception()
