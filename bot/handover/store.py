"""The database of the hand-over, opened at its first use."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine

from bot.runtime.database import SECONDS_PER_DAY, make_tables, open_engine

from .rows import OPEN
from .tables import metadata, ticket_table, word_table


class Store:
    """One database; queue and outbox share it, so that a change of a ticket and what is said of it are one."""

    def __init__(self, url: str | URL, clock: Callable[[], float] = time.time) -> None:
        self._url = url
        self.clock = clock
        self._opened: Engine | None = None
        self._opening = threading.Lock()

    @property
    def engine(self) -> Engine:
        """The engine, with tables made where they are missing."""
        with self._opening:
            if self._opened is None:
                engine = open_engine(self._url)
                make_tables(engine, metadata)
                self._opened = engine
            return self._opened

    def purge(self, older_than_days: float) -> int:
        """Removes tickets that were over, or asked and never taken up, so many days ago; returns their number."""
        limit = self.clock() - older_than_days * SECONDS_PER_DAY
        old = sa.or_(ticket_table.c.ended_at < limit, OPEN & (ticket_table.c.heard_at < limit))
        with self.engine.begin() as connection:
            gone = list(connection.scalars(sa.select(ticket_table.c.id).where(old)))
            connection.execute(word_table.delete().where(word_table.c.ticket.in_(gone)))
            connection.execute(ticket_table.delete().where(ticket_table.c.id.in_(gone)))
        return len(gone)

    def close(self) -> None:
        """Closes the connections."""
        if self._opened is not None:
            self._opened.dispose()
            self._opened = None
