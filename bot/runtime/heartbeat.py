"""When some process last used the database: a clock that has leapt since is not believed.

What is removed for its age is removed by the clock of the machine. A clock that is a month ahead for a minute would
remove every conversation.
"""

from __future__ import annotations

import contextlib
import time

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.runtime.database import SECONDS_PER_DAY
from bot.runtime.migrating import make_tables

FORWARD = 7 * SECONDS_PER_DAY  # seconds; longer than an office is closed with its machines off
BACKWARD = SECONDS_PER_DAY  # seconds
THE_ROW = 1

metadata = sa.MetaData()
heartbeat = sa.Table(
    "heartbeat",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, comment="always 1"),
    sa.Column("at", sa.Float, nullable=False, comment="seconds since 1970, UTC"),
)


class ClockLeapt(Exception):
    """The clock stands ``days`` from where the database was last used; negative for a clock that was put back."""

    def __init__(self, last: float, now: float) -> None:
        self.days = (now - last) / SECONDS_PER_DAY
        super().__init__(f"the clock leapt by {self.days:.1f} days")


class Heartbeat:
    """Writes the moment down. The first beat of a database is always believed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        make_tables(engine)

    def beat(self, now: float | None = None) -> None:
        """Writes down that the database is used; raises `ClockLeapt`, and writes nothing, where the clock leapt."""
        now = time.time() if now is None else now
        with self._engine.begin() as connection:
            last = connection.scalar(sa.select(heartbeat.c.at))
            if last is not None and not -BACKWARD <= now - last <= FORWARD:
                raise ClockLeapt(last, now)
            if last is not None:
                connection.execute(heartbeat.update().values(at=now))
                return
        # An error ends a transaction on a server, so the first row has one of its own.
        with contextlib.suppress(sa.exc.IntegrityError), self._engine.begin() as connection:
            connection.execute(heartbeat.insert(), {"id": THE_ROW, "at": now})

    def believe(self, now: float | None = None) -> None:
        """Takes the clock as right: an operator has looked at it."""
        now = time.time() if now is None else now
        with self._engine.begin() as connection:
            connection.execute(heartbeat.delete())
            connection.execute(heartbeat.insert(), {"id": THE_ROW, "at": now})
