"""How long people waited today."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import sqlalchemy as sa

from policies_kb.today import in_beijing

from .store import Store
from .tables import ticket_table

T = ticket_table.c


@dataclass(frozen=True)
class Figures:
    """``asked`` since midnight in Beijing, ``answered`` of these; seconds to the first answer: median, longest."""

    asked: int
    answered: int
    median: float | None
    longest: float | None


def figures(store: Store) -> Figures:
    """Today's."""
    midnight = in_beijing(store.clock()).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    with store.engine.connect() as connection:
        rows = connection.execute(sa.select(T.asked_at, T.answered_at).where(T.asked_at >= midnight)).all()
    waited = [row.answered_at - row.asked_at for row in rows if row.answered_at is not None]
    return Figures(len(rows), len(waited), median(waited) if waited else None, max(waited, default=None))
