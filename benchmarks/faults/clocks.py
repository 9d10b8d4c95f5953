"""A clock that is set far ahead or back while people talk; processes start under it, and an operator purges."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from . import processes
from .drill import Act, Drill, Fault

HEARD = 1.5  # seconds until every process has the new time
DAY = 24  # hours


def leap(hours: float) -> Act:
    """So many hours from the true time, until it is set right."""

    @asynccontextmanager
    async def act(drill: Drill) -> AsyncIterator[None]:
        drill.clock.set(hours)
        await asyncio.sleep(HEARD)
        implausible = abs(hours) > 7 * DAY
        if implausible:  # who starts removes what is too old first
            ended = drill.stack.assistants()[:1]
            processes.tell(ended, signal.SIGKILL)
            await asyncio.to_thread(processes.gone, ended, 10.0)
            await asyncio.to_thread(drill.stack.revive)
            await asyncio.to_thread(drill.stack.wait_until_ready)
        purged = await asyncio.to_thread(drill.stack.assistant, "bot", "purge")
        drill.expect((purged.returncode != 0) == implausible, f"删旧对话:{purged.stdout[-80:]}{purged.stderr[-160:]}")
        drill.notes.append("拒绝删旧对话" if purged.returncode else "照常删旧对话,没有删到新的")
        yield
        drill.clock.set(0)
        await asyncio.sleep(HEARD)

    return act


FAULTS = (
    Fault("clock+40d", "时钟拨快 40 天,进程重启", leap(40 * DAY), 4, None, clock=True),
    Fault("clock-40d", "时钟拨慢 40 天,进程重启", leap(-40 * DAY), 4, None, clock=True),
    Fault("clock+8h", "时钟拨快 8 小时", leap(8), 4, None, clock=True),
    Fault("clock-8h", "时钟拨慢 8 小时", leap(-8), 4, None, clock=True),
)
