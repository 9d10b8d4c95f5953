"""The database of the hand-over, opened at its first use."""

from __future__ import annotations

import time
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.engine import URL

from bot.runtime.database import SECONDS_PER_DAY, AtFirstUse

from .rows import OPEN
from .tables import ticket_table, word_table


class Store(AtFirstUse):
    """One database; queue and outbox share it, so that a change of a ticket and what is said of it are one."""

    def __init__(self, url: str | URL, clock: Callable[[], float] = time.time) -> None:
        super().__init__(url)
        self.clock = clock

    def purge(self, older_than_days: float) -> int:
        """Removes tickets that were over, or asked and never taken up, so many days ago; returns their number."""
        limit = self.clock() - older_than_days * SECONDS_PER_DAY
        old = sa.or_(ticket_table.c.ended_at < limit, OPEN & (ticket_table.c.heard_at < limit))
        with self.engine.begin() as connection:
            gone = list(connection.scalars(sa.select(ticket_table.c.id).where(old)))
            connection.execute(word_table.delete().where(word_table.c.ticket.in_(gone)))
            connection.execute(ticket_table.delete().where(ticket_table.c.id.in_(gone)))
        return len(gone)
