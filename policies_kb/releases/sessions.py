"""Sessions on the tables of releases: one that reads, one that writes while nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from .database import absent, connected, writing_transaction
from .errors import NoRelease, StoreError
from .migrating import upgrade

EMPTY = "知识库里还没有发布：先运行 python -m policies_kb build"


@contextmanager
def reading(url: str) -> Iterator[Session]:
    """A session that only reads. Raises NoRelease where the SQLite file is still to be made, else StoreError."""
    with connected(url) as engine:
        if absent(engine):
            raise NoRelease(EMPTY)
        upgrade(engine)
        with Session(engine) as session:
            yield session


@contextmanager
def writing(url: str) -> Iterator[Session]:
    """A session that commits at its end, all or nothing, and that no other writer overlaps. Raises StoreError."""
    with connected(url) as engine:
        if engine.url.get_backend_name() == "sqlite":
            _make_folder(engine)
        upgrade(engine)
        with writing_transaction(engine) as connection, Session(connection) as session:
            yield session
            session.flush()


def _make_folder(engine: Engine) -> None:
    name = engine.url.database
    if not name or name == ":memory:":
        raise StoreError("知识库在内存里，一关就没有了：地址改成 sqlite:///文件")
    folder = Path(name).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"建不了知识库的文件夹 {folder}（{error.strerror}）：检查权限，或改知识库地址") from error
