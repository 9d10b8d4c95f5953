"""Starts the work on manuscripts in processes of their own, one at a time, and begins it again where it was lost."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from pathlib import Path

from aiohttp import web

from .store import LOST_AFTER, Manuscript, Manuscripts

logger = logging.getLogger(__name__)
ROOT = Path(__file__).parents[3]


class Background:
    """What this process has begun and waits for."""

    def __init__(self, store: Manuscripts, store_url: str) -> None:
        self._store, self._store_url = store, store_url
        self._turn = asyncio.Semaphore(1)  # two at once would only slow each other, and the answers, down
        self._running: dict[int, asyncio.Task[None]] = {}

    def begin(self, number: int) -> None:
        """Begins the work on a manuscript, unless this process does it already."""
        if number not in self._running:
            task = asyncio.create_task(self._run(number))
            self._running[number] = task
            task.add_done_callback(lambda _: self._running.pop(number, None))

    def look_after(self, found: Manuscript) -> None:
        """Begins what somebody waits for and nobody does."""
        if found.lost(self._store.clock()):
            self.begin(found.number)

    async def close(self) -> None:
        """Waits for nothing: what runs goes on by itself and writes down what comes of it."""
        for task in list(self._running.values()):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _run(self, number: int) -> None:
        async with self._turn:
            await self.work(number)

    async def work(self, number: int) -> None:
        """The work itself, in a process group of its own that outlives this one."""
        environment = {**os.environ, "ZC_STORE_URL": self._store_url, "PYTHONPATH": str(ROOT)}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.desk.notices.work", str(number)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        try:
            status = await asyncio.wait_for(process.wait(), LOST_AFTER)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            status = await process.wait()
        if status:
            logger.error("the work on manuscript %d ended with %d", number, status)


BACKGROUND = web.AppKey("manuscript_background", Background)


def set_up(app: web.Application, store: Manuscripts, store_url: str) -> None:
    """Gives ``app`` the background; it ends with it."""
    app[BACKGROUND] = Background(store, store_url)

    async def close(running: web.Application) -> None:
        await running[BACKGROUND].close()

    app.on_cleanup.append(close)
