"""What a door does again and again while it is open."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)


class Chore:
    """One such work; `end` stops it and waits until it has stopped."""

    def __init__(self, task: asyncio.Task[None]) -> None:
        self._task = task

    async def end(self) -> None:
        """Stops it."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task


def again_and_again(work: Callable[[], Awaitable[None]], every: float) -> Chore:
    """Begins a work that is done every so many seconds; one that fails is logged and done again."""
    return Chore(asyncio.ensure_future(_repeat(work, every)))


async def _repeat(work: Callable[[], Awaitable[None]], every: float) -> None:
    while True:
        await asyncio.sleep(every)
        try:
            await work()
        except Exception:
            logger.exception("%s failed; tried again", getattr(work, "__qualname__", "a chore"))
