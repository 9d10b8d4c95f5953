"""How many people found their answers useful, from the opinions that are still kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from bot.gateway.feedback_store import feedback_table
from bot.runtime.database import open_engine
from bot.runtime.migrating import make_tables
from policies_kb.today import BEIJING


@dataclass(frozen=True)
class Opinions:
    """So many answers were of use, so many were not."""

    useful: int = 0
    useless: int = 0


def opinions(url: str, first: date, last: date) -> Opinions:
    """Those given from the one day to the other in Beijing, both counted."""
    since, until = (datetime.combine(day, time(), BEIJING).timestamp() for day in (first, last + timedelta(days=1)))
    given = feedback_table.c.given_at
    wanted = (
        sa.select(feedback_table.c.useful, sa.func.count())
        .where(given >= since, given < until)
        .group_by(feedback_table.c.useful)
    )
    engine = open_engine(url)
    try:
        make_tables(engine)  # nobody may have judged anything yet
        with engine.connect() as connection:
            found = {bool(useful): many for useful, many in connection.execute(wanted)}
    finally:
        engine.dispose()
    return Opinions(found.get(True, 0), found.get(False, 0))
