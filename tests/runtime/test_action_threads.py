"""Actions that hang keep their threads; a process whose threads are all kept says so."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.runtime.action_endpoint import THREADS, ActionTimedOut, InProcessActions

PACKAGE = "actions"


async def test_threads_that_are_all_held_up_are_noticed() -> None:
    actions = InProcessActions(PACKAGE, time_limit=0.4)
    await actions.check()
    go_on = threading.Event()
    held = [asyncio.ensure_future(actions._threads.run(60.0, go_on.wait)) for _ in range(THREADS)]
    await asyncio.sleep(0)  # each takes its thread
    with pytest.raises(ActionTimedOut, match="no thread"):
        await actions.check()
    go_on.set()
    await asyncio.gather(*held)
    await actions.check()
    actions.close()
