"""Writes and counts figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.runtime.database import AtFirstUse
from policies_kb.today import today

from .tables import figure_table
from .turns import Tally

CODES = ("day", "door", "status", "topic", "region", "series", "silent", "aspects", "first", "release")


@dataclass(frozen=True)
class Counted:
    """So many of the same tally."""

    tally: Tally
    count: int


def add(connection: Connection, tallies: Iterable[Tally], card: int | None = None) -> None:
    """Adds tallies in the caller's transaction."""
    rows = [{**asdict(tally), "card": card} for tally in tallies]
    if rows:
        connection.execute(figure_table.insert(), rows)


class Figures(AtFirstUse):
    """The figures of one database."""

    def put_card(self, card: int, tallies: Iterable[Tally]) -> None:
        """Makes these the figures of a call: its card may be closed another way later."""
        with self.engine.begin() as connection:
            connection.execute(figure_table.delete().where(figure_table.c.card == card))
            add(connection, tallies, card)

    def counted(self, first: date, last: date) -> list[Counted]:
        """How many of each tally from the one day to the other, both counted, the earliest day first."""
        codes = [figure_table.c[name] for name in CODES]
        wanted = (
            sa.select(*codes, sa.func.count().label("many"))
            .where(figure_table.c.day.between(first.isoformat(), last.isoformat()))
            .group_by(*codes)
            .order_by(*codes)
        )
        with self.engine.connect() as connection:
            rows = connection.execute(wanted).mappings()
            return [Counted(Tally(**{name: row[name] for name in CODES}), row["many"]) for row in rows]

    def purge(self, older_than_days: float) -> int:
        """Removes figures of days more than so many ago, 0 for none; returns their number."""
        if not older_than_days:
            return 0
        limit = (today() - timedelta(days=older_than_days)).isoformat()
        with self.engine.begin() as connection:
            return connection.execute(figure_table.delete().where(figure_table.c.day < limit)).rowcount
