"""A bounded queue in front of what computes: so many at once, so many waiting, and a clear word to everybody else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

WAITING = 256  # at a hundred turns a second, two to three seconds of waiting
PATIENCE = 8.0  # seconds in the queue; who waits longer has gone, or asks again


class Busy(RuntimeError):
    """The queue is full, or it was waited in for too long (``waited``)."""

    def __init__(self, waited: bool) -> None:
        super().__init__("waited too long" if waited else "the queue is full")
        self.waited = waited


class Places:
    """Who may compute. ``count`` hears "full" and "waited" for those who are sent away, ``took`` the seconds that the
    others have waited."""

    def __init__(self, at_once: int, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self.at_once, self.waiting, self.patience = at_once, waiting, patience
        self.inside = 0
        self.count: Callable[[str], None] = lambda why: None
        self.took: Callable[[float], None] = lambda seconds: None
        self._turns = asyncio.Semaphore(at_once)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """A place in the queue, taken without waiting; raises `Busy` where there is none. Who waits for something else
        first, as for a turn of the same person to end, holds it meanwhile: nothing waits uncounted."""
        if self.inside >= self.at_once + self.waiting:
            self.count("full")
            raise Busy(waited=False)
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """The right to compute; raises `Busy` after `patience` seconds."""
        started = time.monotonic()
        try:
            await asyncio.wait_for(self._turns.acquire(), self.patience)
        except TimeoutError as late:
            self.count("waited")
            raise Busy(waited=True) from late
        self.took(time.monotonic() - started)
        try:
            yield
        finally:
            self._turns.release()
