"""PostgreSQL and Redis stopped, started again, hanging, emptied, and without a connection to spare."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import redis
import sqlalchemy as sa

from . import processes
from .drill import Drill, Fault
from .stack import Scale

SCALE = ("scale",)
EMPTIED, EMPTIED_EVERY = 10.0, 0.05  # seconds
TAKEN_EVERY = 0.05  # seconds


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


@asynccontextmanager
async def redis_emptied(drill: Drill) -> AsyncIterator[None]:
    """All that it holds is gone, again and again: locks of turns under way, too."""
    with redis.from_url(drill.stack.environment["ZC_REDIS_URL"]) as client:
        until = time.monotonic() + EMPTIED
        while time.monotonic() < until:
            await asyncio.to_thread(client.flushall)
            await asyncio.sleep(EMPTIED_EVERY)
    yield


@asynccontextmanager
async def postgres_crowded(drill: Drill) -> AsyncIterator[None]:
    """Somebody else takes every connection that is left, and whatever becomes free."""
    engine = sa.create_engine(drill.stack.store_url, poolclass=sa.NullPool)
    taken: list[sa.Connection] = []
    over = asyncio.Event()

    async def take() -> None:
        while not over.is_set():
            try:
                taken.append(await asyncio.to_thread(engine.connect))
            except sa.exc.OperationalError:  # none is left
                await asyncio.sleep(TAKEN_EVERY)

    taking = asyncio.ensure_future(take())
    yield
    over.set()
    await taking
    drill.notes.append(f"占满了剩下的 {len(taken)} 个连接")
    for connection in taken:
        connection.close()


FAULTS = (
    Fault("postgres-stopped", "PostgreSQL 停 15 秒", postgres_stopped, 15, False, SCALE),
    Fault("postgres-restarted", "PostgreSQL 重启", postgres_restarted, 0, None, SCALE),
    Fault("postgres-hanging", "PostgreSQL 挂住(SIGSTOP)25 秒", postgres_hanging, 25, False, SCALE),
    Fault("redis-stopped", "Redis 停 15 秒", redis_stopped, 15, True, SCALE),
    Fault("redis-restarted", "Redis 重启", redis_restarted, 0, True, SCALE),
    Fault("postgres-crowded", "PostgreSQL 的连接被别人占满 20 秒", postgres_crowded, 20, None, SCALE),
    Fault("redis-emptied", f"Redis 在 {EMPTIED:.0f} 秒里反复清空", redis_emptied, 0, True, SCALE),
    Fault("redis-hanging", "Redis 挂住(SIGSTOP)15 秒", redis_hanging, 15, True, SCALE),
)
