"""An SQLite database whose file is moved away is missed at once.

An open file goes on being written wherever it is moved, or after it has been deleted: people would be told that they
are remembered, by a file that nobody will find. And a connection that is opened then would make an empty file in its
place. So each connection is asked, when it is taken, whether its file is still the one at that path.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

FILE = "file"

_known: set[Path] = set()  # files that this process has opened; it makes none of them a second time


def miss_when_gone(engine: Engine, path: Path) -> None:
    """From now on ``engine`` uses no connection whose file is not at ``path``; raises SQLAlchemy's OperationalError
    while there is none."""
    path = path.resolve()

    def connect(_dialect: Any, _record: Any, _arguments: Any, _named: Any) -> None:
        if path in _known and not path.exists():
            raise sqlite3.OperationalError(f"the file {path.name} is gone")

    def connected(_connection: Any, record: Any) -> None:
        record.info[FILE] = _identity(path)
        _known.add(path)

    def taken(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info.get(FILE) != _identity(path):
            raise sa.exc.DisconnectionError

    sa.event.listen(engine, "do_connect", connect)
    sa.event.listen(engine, "connect", connected)
    sa.event.listen(engine, "checkout", taken)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
