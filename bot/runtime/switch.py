"""The kill switch: turns answering off for every door and worker, with a reason, until it is turned on again.

One row in the conversations' database, so that it survives a restart and every process sees it; and a file on this
machine, so that it can be set while the database cannot be reached.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL

from bot.runtime.database import open_engine
from bot.runtime.migrating import make_tables

logger = logging.getLogger(__name__)

SEEN_WITHIN = 1.0  # seconds until every process has noticed a change
PATIENCE = 0.5  # seconds that a message waits for the database's word
THE_ROW = 1

metadata = sa.MetaData()
answering_off = sa.Table(
    "answering_off",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, comment="always 1: answering is off while the row exists"),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("since", sa.Float, nullable=False, comment="seconds since 1970, UTC"),
)


@dataclass(frozen=True)
class Off:
    """Answering is off: why, and since when (seconds since 1970)."""

    reason: str
    since: float


class Switch:
    """Reads and sets the switch; the database is asked at most once a second. ``file``: the one of this machine."""

    def __init__(self, url: str | URL, file: Path | None = None) -> None:
        self._engine = open_engine(url)
        self._file = file
        self._made = False
        self._known: Off | None = None
        self._asked_at = float("-inf")
        self._asking: asyncio.Future[Off | None] | None = None

    @property
    def last_known(self) -> Off | None:
        """What was last read; asks nobody."""
        return self._known

    def state(self) -> Off | None:
        """None while answering is on. A database that cannot be read leaves the last known state."""
        if time.monotonic() - self._asked_at < SEEN_WITHIN:
            return self._known
        self._asked_at = time.monotonic()
        here = self._in_file()
        try:
            self._known = here or self._in_database()
        except sa.exc.SQLAlchemyError:
            self._known = here or self._known
        return self._known

    async def now(self) -> Off | None:
        """`state`, asked on a thread when it is due: nobody waits long for a database that hangs."""
        if time.monotonic() - self._asked_at < SEEN_WITHIN:
            return self._known
        if self._asking is None or self._asking.done():
            self._asking = asyncio.ensure_future(asyncio.to_thread(self.state))
        await asyncio.wait({self._asking}, timeout=PATIENCE)
        return self._known

    def turn_off(self, reason: str, now: float | None = None) -> bool:
        """Turns answering off; a new reason takes the old one's place. Returns whether the database has it, too."""
        since = time.time() if now is None else now
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(reason, encoding="utf-8")
        self._asked_at = float("-inf")
        try:
            self._make()
            with self._engine.begin() as connection:
                connection.execute(answering_off.delete())
                connection.execute(answering_off.insert(), {"id": THE_ROW, "reason": reason, "since": since})
        except sa.exc.SQLAlchemyError:
            if self._file is None:
                raise
            return False
        return True

    def turn_on(self) -> bool:
        """Turns answering on; returns whether it was off. Raises SQLAlchemy's error where the database cannot be
        reached, since other machines go by it."""
        self._make()
        with self._engine.begin() as connection:
            removed = connection.execute(answering_off.delete()).rowcount
        was_here = self._in_file() is not None
        if self._file is not None:
            self._file.unlink(missing_ok=True)
        self._asked_at = float("-inf")
        return bool(removed) or was_here

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    def _in_file(self) -> Off | None:
        try:
            if self._file is None:
                return None
            return Off(self._file.read_text(encoding="utf-8").strip(), self._file.stat().st_mtime)
        except FileNotFoundError:
            return None

    def _in_database(self) -> Off | None:
        self._make()
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(answering_off.c.reason, answering_off.c.since)).first()
        return Off(row.reason, row.since) if row else None

    def _make(self) -> None:
        if not self._made:
            make_tables(self._engine)
            self._made = True
