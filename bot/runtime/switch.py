"""The kill switch: turns answering off for every door and worker, with a reason, until it is turned on again.

One row in the conversations' database, so that it survives a restart and every process sees it.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import URL

from bot.runtime.database import make_tables, open_engine

SEEN_WITHIN = 1.0  # seconds until every process has noticed a change
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
    """Reads and sets the switch; `state` asks the database at most once a second."""

    def __init__(self, url: str | URL) -> None:
        self._engine = open_engine(url)
        make_tables(self._engine, metadata)
        self._known: Off | None = None
        self._asked_at = float("-inf")

    def state(self) -> Off | None:
        """None while answering is on. A database that cannot be read leaves the last known state."""
        now = time.monotonic()
        if now - self._asked_at < SEEN_WITHIN:
            return self._known
        self._asked_at = now
        try:
            with self._engine.connect() as connection:
                row = connection.execute(sa.select(answering_off.c.reason, answering_off.c.since)).first()
        except sa.exc.SQLAlchemyError:
            return self._known
        self._known = Off(row.reason, row.since) if row else None
        return self._known

    async def now(self) -> Off | None:
        """`state`, asked on a thread when it is due: the event loop must not wait for a database."""
        if time.monotonic() - self._asked_at < SEEN_WITHIN:
            return self._known
        return await asyncio.to_thread(self.state)

    def turn_off(self, reason: str, now: float | None = None) -> None:
        """Turns answering off; a new reason takes the old one's place."""
        with self._engine.begin() as connection:
            connection.execute(answering_off.delete())
            row = {"id": THE_ROW, "reason": reason, "since": time.time() if now is None else now}
            connection.execute(answering_off.insert(), row)
        self._asked_at = float("-inf")

    def turn_on(self) -> bool:
        """Turns answering on; returns whether it was off."""
        with self._engine.begin() as connection:
            removed = connection.execute(answering_off.delete()).rowcount
        self._asked_at = float("-inf")
        return bool(removed)

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()
