"""A full disk, and a database's file that is moved away or locked."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import sqlalchemy as sa

from bot.runtime.event_log import conversation_event, conversation_state

from . import processes
from .drill import Drill, Fault
from .stack import Scale

LOCKED = 45.0  # seconds


@asynccontextmanager
async def full(drill: Drill) -> AsyncIterator[None]:
    """Not a byte more fits; whatever ended meanwhile is started again afterwards."""
    stack = drill.stack
    writers = stack.everything()
    with stack.room.full(writers):
        yield
    drill.notes.append(stack.room.how)
    if isinstance(stack, Scale) and not processes.lives(writers[-1]):
        try:
            await asyncio.to_thread(stack.pg_ctl, "status")
        except Exception:
            await asyncio.to_thread(stack.pg_ctl, "restart")
            drill.notes.append("PostgreSQL 写不了日志自己停了,由演练像 systemd 那样再启动")


@asynccontextmanager
async def moved(drill: Drill) -> AsyncIterator[None]:
    """The file is elsewhere, with what belongs to it, and comes back."""
    with _moved(drill, "talk.db"):
        yield


@asynccontextmanager
async def book_moved(drill: Drill) -> AsyncIterator[None]:
    """The releases are gone while one of them serves: what is in memory goes on answering."""
    with _moved(drill, "book.db"):
        yield


@contextlib.contextmanager
def _moved(drill: Drill, name: str) -> Iterator[None]:
    away = drill.stack.folder / "away"
    away.mkdir()
    for path in drill.stack.folder.glob(f"{name}*"):
        path.rename(away / path.name)
    try:
        yield
    finally:
        for path in drill.stack.folder.glob(f"{name}*"):
            path.unlink()
        for path in away.iterdir():
            path.rename(drill.stack.folder / path.name)
        shutil.rmtree(away)


@asynccontextmanager
async def locked(drill: Drill) -> AsyncIterator[None]:
    """Somebody else writes and does not come to an end."""
    with _held(drill):
        yield


@contextlib.contextmanager
def _held(drill: Drill) -> Iterator[None]:
    engine = sa.create_engine(drill.stack.store_url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
        else:
            tables = f"{conversation_event.name}, {conversation_state.name}"
            connection.exec_driver_sql(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE")
        yield
        connection.rollback()


FAULTS = (
    Fault("disk-full", "磁盘写满 20 秒", full, 20, False),
    Fault("file-moved", "数据库文件被移走 20 秒,又移回来", moved, 20, False, ("embedded",)),
    Fault("book-moved", "知识库文件被移走 20 秒,又移回来", book_moved, 20, None, ("embedded",)),
    Fault("locked", "数据库被锁住 45 秒", locked, LOCKED, False),
)
