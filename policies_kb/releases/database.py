"""Opens the database, and says in one line what keeps it shut."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, func, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from .errors import StoreError

BUSY_SECONDS = 30  # how long a writer waits for another one
# How long a server may take over one answer before it counts as hanging; a writer may have to wait for another one.
READER_SECONDS, WRITER_SECONDS = 10.0, 120.0
LOCK = 0x7A63_7265_6C65  # PostgreSQL's advisory lock of all who write
WRITING = "zc_writing"


@contextmanager
def connected(url: str) -> Iterator[Engine]:
    """An engine for ``url``, disposed of afterwards. Whatever the database refuses becomes a StoreError."""
    engine = _opened(url, WRITER_SECONDS, poolclass=NullPool)
    try:
        with refused():
            yield engine
    finally:
        engine.dispose()


def lasting(url: str) -> Engine:
    """An engine that keeps a few connections open, for what is asked often. Whoever opens it disposes of it."""
    return _opened(url, READER_SECONDS, pool_size=2, max_overflow=8, pool_pre_ping=True)


@contextmanager
def refused() -> Iterator[None]:
    """Makes a StoreError of whatever the database refuses."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(_said(error)) from error


def _opened(url: str, patience: float, **pool: Any) -> Engine:
    try:
        return _engine(make_url(url), patience, pool)
    except ModuleNotFoundError as error:
        raise StoreError(f"这个知识库地址要用驱动 {error.name}：先安装它") from error
    except (ArgumentError, ValueError, TypeError) as error:  # the message may hold the URL and with it a password
        raise StoreError("知识库地址写得不对：照 sqlite:///文件 或 postgresql://用户:口令@主机/库 改正") from error


@contextmanager
def writing_transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction that begins by waiting for other writers, in this process or another."""
    _govern(engine)
    with engine.connect() as opened:
        connection = opened.execution_options(**{WRITING: True})
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
            yield connection


def absent(engine: Engine) -> bool:
    """Whether ``engine`` leads to a SQLite file that does not exist; asking it anything would make one."""
    return engine.url.get_backend_name() == "sqlite" and not Path(engine.url.database or "").is_file()


def _engine(url: URL, patience: float, pool: dict[str, Any]) -> Engine:
    waits: dict[str, Any] = {}
    if url.get_backend_name() == "sqlite":
        waits = {"timeout": BUSY_SECONDS}
    elif url.get_driver_name() in ("psycopg", "psycopg2"):
        waits = {"connect_timeout": 10}
    engine = create_engine(url, connect_args=waits, json_serializer=partial(json.dumps, ensure_ascii=False), **pool)
    if url.get_driver_name() == "psycopg":
        from policies_kb.patience import give_patience

        give_patience(engine, patience)
    _govern(engine)
    return engine


def _govern(engine: Engine) -> None:
    """Makes transactions of SQLite begin when and how they are asked to."""
    if engine.url.get_backend_name() == "sqlite" and not event.contains(engine, "begin", _begin_sqlite):
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        engine.dispose()  # connections that were opened before


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Takes the transactions out of the driver's hands: it would begin them late, and not for changes of tables."""
    connection.isolation_level = None
    connection.execute("pragma foreign_keys = on")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


REFUSALS = (  # words of the drivers, and what to say
    ("locked", "知识库正被别的程序写，等了很久也没有等到：稍后再试"),
    ("not a database", "知识库地址指的文件不是数据库：改正地址，或移走这个文件"),
    ("unable to open", "知识库的文件打不开：检查路径和权限"),
    ("readonly", "知识库的文件只许读：检查权限"),
    ("never changed", "发布过的内容不能改：另做一次发布"),
    ("password authentication failed", "数据库的账号或口令不对：改正知识库地址"),
    ('fatal:  database "', "数据库里没有这个库：先建库，或改正知识库地址"),
    ("connection to server", "连不上数据库：看它开着没有，主机和端口对不对"),
    ("resolve host", "连不上数据库：主机名不对，改正知识库地址"),
    ("timeout", "连不上数据库：看它开着没有，主机和端口对不对"),
    ("permission denied", "数据库的账号权限不够：要能建表和写"),
)


def _said(error: SQLAlchemyError) -> str:
    """Never the error's own words: they may hold the URL."""
    cause = str(getattr(error, "orig", "")).lower()
    for sign, said in REFUSALS:
        if sign in cause:
            return said
    return f"数据库不接受（{type(error).__name__}）：检查地址、数据库是否开着、账号和权限"
