"""What a clerk was shown when the call was closed, so that it can be read again as it was; kept as long as the card."""

from __future__ import annotations

import time
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.engine import URL

from bot.receipts import Content
from bot.runtime.database import SECONDS_PER_DAY, AtFirstUse

metadata = sa.MetaData()
given_table = sa.Table(
    "desk_given",
    metadata,
    sa.Column("card", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
    sa.Column("at", sa.Float, nullable=False, index=True, comment="seconds since 1970, UTC"),
    sa.Column("body", sa.Text, nullable=False, comment="bot.receipts.Content as JSON; it may speak of the caller"),
)


class Given(AtFirstUse):
    """The answers of closed cards."""

    def __init__(self, url: str | URL, clock: Callable[[], float] = time.time) -> None:
        super().__init__(url)
        self._clock = clock

    def keep(self, card: int, content: Content) -> None:
        """Writes the answer of a card; a card that is closed again has the later one."""
        with self.engine.begin() as connection:
            connection.execute(given_table.delete().where(given_table.c.card == card))
            connection.execute(given_table.insert(), {"card": card, "at": self._clock(), "body": content.as_json()})

    def read(self, card: int) -> Content | None:
        """The answer; None where the card was closed without one."""
        with self.engine.connect() as connection:
            body = connection.scalar(sa.select(given_table.c.body).where(given_table.c.card == card))
        return Content.model_validate_json(body) if body else None

    def purge(self, older_than_days: float) -> int:
        """Removes answers more than so many days old; returns their number."""
        limit = self._clock() - older_than_days * SECONDS_PER_DAY
        with self.engine.begin() as connection:
            return connection.execute(given_table.delete().where(given_table.c.at < limit)).rowcount
