"""PostgreSQL and Redis stopped, started again, and hanging."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from . import processes
from .drill import Drill, Fault
from .stack import Scale

SCALE = ("scale",)


@asynccontextmanager
async def postgres_stopped(drill: Drill) -> AsyncIterator[None]:
    """Stopped by an operator, and started."""
    assert isinstance(drill.stack, Scale)
    await asyncio.to_thread(drill.stack.pg_ctl, "--mode=fast", "stop")
    yield
    await asyncio.to_thread(drill.stack.pg_ctl, "restart")


@asynccontextmanager
async def postgres_restarted(drill: Drill) -> AsyncIterator[None]:
    """Restarted, as for an update."""
    assert isinstance(drill.stack, Scale)
    await asyncio.to_thread(drill.stack.pg_ctl, "--mode=fast", "restart")
    yield


@asynccontextmanager
async def postgres_hanging(drill: Drill) -> AsyncIterator[None]:
    """Its connections stay open, and nothing is answered."""
    assert isinstance(drill.stack, Scale)
    stopped = drill.stack.postgres()
    processes.tell(stopped, signal.SIGSTOP)
    try:
        yield
    finally:
        processes.tell(stopped, signal.SIGCONT)


@asynccontextmanager
async def redis_stopped(drill: Drill) -> AsyncIterator[None]:
    """Told to end, and started."""
    assert isinstance(drill.stack, Scale)
    processes.tell([drill.stack.redis()], signal.SIGTERM)
    yield
    drill.stack.start_redis()


@asynccontextmanager
async def redis_restarted(drill: Drill) -> AsyncIterator[None]:
    """Away for a moment."""
    assert isinstance(drill.stack, Scale)
    before = drill.stack.redis()
    processes.tell([before], signal.SIGTERM)
    await asyncio.to_thread(processes.gone, [before], 10.0)
    drill.stack.start_redis()
    yield


@asynccontextmanager
async def redis_hanging(drill: Drill) -> AsyncIterator[None]:
    """Its connections stay open, and nothing is answered."""
    assert isinstance(drill.stack, Scale)
    stopped = drill.stack.redis()
    processes.tell([stopped], signal.SIGSTOP)
    try:
        yield
    finally:
        processes.tell([stopped], signal.SIGCONT)


FAULTS = (
    Fault("postgres-stopped", "PostgreSQL 停 15 秒", postgres_stopped, 15, False, SCALE),
    Fault("postgres-restarted", "PostgreSQL 重启", postgres_restarted, 0, None, SCALE),
    Fault("postgres-hanging", "PostgreSQL 挂住(SIGSTOP)25 秒", postgres_hanging, 25, False, SCALE),
    Fault("redis-stopped", "Redis 停 15 秒", redis_stopped, 15, True, SCALE),
    Fault("redis-restarted", "Redis 重启", redis_restarted, 0, True, SCALE),
    Fault("redis-hanging", "Redis 挂住(SIGSTOP)15 秒", redis_hanging, 15, True, SCALE),
)
