"""Answers a repeated request once: a message sent again after a lost connection gets the answer of the first."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Result = TypeVar("Result")

KEPT_FOR = 600.0  # seconds; longer than anyone waits before trying again
KEPT_AT_MOST = 2000  # results


class Once(Generic[Result]):
    """Remembers running and finished computations by key; the oldest go first when there are too many."""

    def __init__(self, kept_for: float = KEPT_FOR, at_most: int = KEPT_AT_MOST) -> None:
        self.kept_for = kept_for
        self.at_most = at_most
        self._known: OrderedDict[Hashable, tuple[float, asyncio.Future[Result]]] = OrderedDict()

    async def get(self, key: Hashable, compute: Callable[[], Awaitable[Result]]) -> Result:
        """The result of `compute` for `key`, run at most once; a failure is raised and forgotten."""
        self._forget_old()
        if key in self._known:
            running = self._known[key][1]
        else:
            running = asyncio.ensure_future(compute())
            running.add_done_callback(lambda done: self._forget_failed(key, done))
            self._known[key] = (time.monotonic(), running)
        # Shielded: the first connection may be gone while the second waits for the same answer.
        return await asyncio.shield(running)

    def _forget_failed(self, key: Hashable, done: asyncio.Future[Result]) -> None:
        if done.cancelled() or done.exception() is not None:
            self._known.pop(key, None)

    def _forget_old(self) -> None:
        limit = time.monotonic() - self.kept_for
        while self._known:
            key, (since, running) = next(iter(self._known.items()))
            if since >= limit and len(self._known) < self.at_most:
                return
            if not running.done() and len(self._known) < 2 * self.at_most:
                return
            del self._known[key]
