"""Processes that end without a word, or are told to end, in the middle of turns."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from . import processes
from .drill import Act, Drill, Fault
from .stack import Scale

AWAY = 5.0  # seconds until what systemd looks after elsewhere is started again
ENDS = 30.0  # seconds; what is under way is finished first
ORPHANS = 20.0  # seconds in which processes have to follow the one that looked after them


def end_one(number: signal.Signals) -> Act:
    """One process that answers gets a signal."""

    @asynccontextmanager
    async def act(drill: Drill) -> AsyncIterator[None]:
        ended = drill.stack.assistants()[:1]
        processes.tell(ended, number)
        yield
        await asyncio.to_thread(_again, drill, ended)

    return act


@asynccontextmanager
async def end_all_that_answer(drill: Drill) -> AsyncIterator[None]:
    """All processes that answer are killed at once."""
    ended = drill.stack.assistants()
    processes.tell(ended, signal.SIGKILL)
    yield
    await asyncio.to_thread(_again, drill, ended)


@asynccontextmanager
async def end_supervisor(drill: Drill) -> AsyncIterator[None]:
    """Who keeps the others running is killed; they must not go on without a database and without a watch."""
    assert isinstance(drill.stack, Scale)
    orphans = drill.stack.assistants()
    processes.tell([drill.stack.supervisor()], signal.SIGKILL)
    yield
    drill.expect(await asyncio.to_thread(processes.gone, orphans, ORPHANS), "看守死后,回答的进程没有跟着结束")
    processes.tell(orphans, signal.SIGKILL)
    await asyncio.to_thread(_again, drill, orphans)


@asynccontextmanager
async def end_everything(drill: Drill) -> AsyncIterator[None]:
    """The whole of it is told to end, and started again."""
    left = drill.stack.everything()
    await asyncio.to_thread(drill.stack.stop)
    drill.expect(not [pid for pid in left if processes.lives(pid)], "停下以后还有进程留着")
    yield
    await asyncio.to_thread(_again, drill, left)


@asynccontextmanager
async def end_backend(drill: Drill) -> AsyncIterator[None]:
    """One of PostgreSQL's processes is killed: it throws everybody out and recovers from its journal."""
    assert isinstance(drill.stack, Scale)
    serving = [pid for pid in drill.stack.postgres() if "zc zc_talk" in processes.command(pid)]
    drill.expect(bool(serving), "没有找到数据库的连接进程")
    processes.tell(serving[:1], signal.SIGKILL)
    yield


@asynccontextmanager
async def end_postgres(drill: Drill) -> AsyncIterator[None]:
    """PostgreSQL's first process is killed; started again as systemd would."""
    assert isinstance(drill.stack, Scale)
    processes.tell([drill.stack.postmaster()], signal.SIGKILL)
    yield
    await asyncio.to_thread(drill.stack.pg_ctl, "restart")


@asynccontextmanager
async def end_redis(drill: Drill) -> AsyncIterator[None]:
    """Redis is killed; started again as systemd would."""
    assert isinstance(drill.stack, Scale)
    processes.tell([drill.stack.redis()], signal.SIGKILL)
    yield
    drill.stack.start_redis()


def _again(drill: Drill, ended: Sequence[int]) -> None:
    drill.expect(processes.gone(ended, ENDS), "进程没有结束")
    if drill.stack.revive():
        drill.notes.append("由演练像 systemd 那样再启动")


FAULTS = (
    Fault("kill-one", "一个回答的进程 kill -9", end_one(signal.SIGKILL), 0, None),
    Fault("kill-all", "全部回答的进程同时 kill -9", end_all_that_answer, 0, None, ("scale",)),
    Fault("kill-supervisor", "看守进程 kill -9", end_supervisor, 0, None, ("scale",)),
    Fault("kill-postgres-process", "PostgreSQL 的一个连接进程 kill -9", end_backend, 0, None, ("scale",)),
    Fault("kill-postgres", "PostgreSQL 主进程 kill -9,5 秒后再启动", end_postgres, AWAY, None, ("scale",)),
    Fault("kill-redis", "Redis kill -9,5 秒后再启动", end_redis, AWAY, True, ("scale",)),
    Fault("term-one", "一个回答的进程在答话中途收到 SIGTERM", end_one(signal.SIGTERM), 0, None, unbroken=True),
    Fault("term-all", "整个服务在答话中途收到 SIGTERM,停净后再启动", end_everything, 0, None, unbroken=True),
)
