"""Copies a database as it stands at one moment, while others use it, and fills an empty one from such a copy."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

PROGRAMS = Path("/usr/lib/postgresql")  # where Debian keeps them, one folder a version
LOCKED = 10  # seconds to wait for a table that somebody is changing


class CopyRefused(RuntimeError):
    """The copy cannot be made or read; the message says why and the mend."""


def kind(url: str) -> str:
    """sqlite or postgresql."""
    return make_url(url).get_backend_name()


def dump(url: str, into: Path) -> bool:
    """Writes a copy of the database; False where there is none yet."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        _run("pg_dump", parsed, "--format=custom", "--no-owner", f"--lock-wait-timeout={LOCKED}s", f"--file={into}")
        return True
    if not parsed.database or not Path(parsed.database).is_file():
        return False
    # The online copy: those who write meanwhile are neither stopped nor seen half.
    with (
        contextlib.closing(sqlite3.connect(f"file:{parsed.database}?mode=ro", uri=True)) as source,
        contextlib.closing(sqlite3.connect(into)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    return True


def load(copy: Path, url: str) -> None:
    """Fills an empty database; raises `CopyRefused`, and changes nothing, where it is not empty."""
    found = tables(url)
    parsed = make_url(url)
    shown = parsed.render_as_string(hide_password=True)
    if found:
        raise CopyRefused(f"{shown} 里已有 {len(found)} 个表，不往里恢复：换一个空的库，或先把它移走")
    if parsed.get_backend_name() != "sqlite":
        _run("pg_restore", parsed, "--no-owner", "--single-transaction", "--exit-on-error", str(copy))
        return
    assert parsed.database
    target = Path(parsed.database)
    target.parent.mkdir(parents=True, exist_ok=True)
    for besides in ("-wal", "-shm"):  # of a database that is gone: SQLite would read them into this one
        target.with_name(target.name + besides).unlink(missing_ok=True)
    half = target.with_name(target.name + ".half")
    shutil.copyfile(copy, half)
    half.chmod(0o600)
    half.replace(target)


def tables(url: str) -> list[str]:
    """The tables that are there; none where there is no file. Raises `CopyRefused` where it is unreachable."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
        return []
    engine = sa.create_engine(parsed, poolclass=sa.NullPool, hide_parameters=True)
    try:
        return sa.inspect(engine).get_table_names()
    except sa.exc.SQLAlchemyError as error:
        raise CopyRefused(f"打不开 {parsed.render_as_string(hide_password=True)}：看它开着没有，地址对不对") from error
    finally:
        engine.dispose()


def _run(program: str, url: URL, *arguments: str) -> None:
    """Runs a program of PostgreSQL's on the database; the password goes by the environment, where nobody sees it."""
    where = {
        "PGHOST": url.host or "",
        "PGPORT": str(url.port or ""),
        "PGUSER": url.username or "",
        "PGPASSWORD": str(url.password or ""),
        "PGDATABASE": url.database or "",
    }
    target = [f"--dbname={url.database}"] if program == "pg_restore" else []
    done = subprocess.run(
        [_program(program), *target, *arguments],
        env={**os.environ, **{name: value for name, value in where.items() if value}},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["没有说明原因"])[-1]
        raise CopyRefused(f"{program} 没有成功：{said}")


def _program(name: str) -> str:
    """The newest that is installed: an older one refuses a newer server."""
    versions = sorted(PROGRAMS.glob(f"*/bin/{name}"), key=lambda file: _number(file.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if not found:
        raise CopyRefused(f"没有 {name}：apt-get install postgresql-client")
    return found


def _number(version: str) -> int:
    return int(version) if version.isdecimal() else 0
