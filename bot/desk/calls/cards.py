"""The cards: what is known of each caller, kept as it is typed, so that nothing is lost and nothing is mixed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from actions.eligibility import Check
from bot.privacy.masking import mask, mask_all
from bot.runtime.database import SECONDS_PER_DAY, AtFirstUse
from policies_kb.model.question import Scope

OUTCOMES = {"answered": "答复", "not_stated": "通知未写", "passed_on": "转办", "call_back": "回拨"}
CALLED_BACK = 8  # cards that can be called back at once
LONGEST_NOTE = 500  # characters

metadata = sa.MetaData()
card_table = sa.Table(
    "desk_card",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("clerk", sa.String(32), nullable=False, index=True, comment="the clerk's name"),
    sa.Column("began_at", sa.Float, nullable=False, index=True, comment="seconds since 1970, UTC"),
    sa.Column("ended_at", sa.Float, nullable=True, comment="seconds since 1970, UTC"),
    sa.Column("known", sa.Text, nullable=False, comment="scope, facts and day as JSON; masked"),
    sa.Column("question", sa.Text, nullable=False, comment="what was answered last; masked"),
    sa.Column("outcome", sa.String(16), nullable=False, comment="empty while it is open"),
    sa.Column("note", sa.Text, nullable=False, comment="masked"),
)


@dataclass(frozen=True)
class Card:
    """One caller. ``check``: what the caller told of themselves, as in a conversation (never changed in place);
    ``day``: the day that is asked about, where it is not today."""

    number: int
    clerk: str
    began_at: float
    scope: Scope = field(default_factory=Scope)
    check: Check = field(default_factory=Check)
    day: date | None = None
    question: str = ""
    outcome: str = ""
    note: str = ""

    def with_scope(self, **changes: Any) -> Card:
        """The card with another place, series, path or round."""
        return replace(self, scope=replace(self.scope, **changes))


class NoCard(LookupError):
    """There is no such card of this clerk."""


class Cards(AtFirstUse):
    """Reads and writes the cards. A clerk sees only their own; a supervisor reads closed ones."""

    def __init__(self, url: str | URL, clock: Callable[[], float] = time.time) -> None:
        super().__init__(url)
        self._clock = clock

    def begin(self, clerk: str) -> Card:
        """A new caller: nothing of the last one is left."""
        card = Card(0, clerk, self._clock())
        with self.engine.begin() as connection:
            made = connection.execute(card_table.insert(), {"clerk": clerk, "began_at": card.began_at, **_row(card)})
            assert made.inserted_primary_key is not None
            return replace(card, number=int(made.inserted_primary_key[0]))

    def read(self, number: int, clerk: str) -> Card:
        """The card; raises `NoCard` where it is not this clerk's."""
        with self.engine.connect() as connection:
            return self._read(connection, number, clerk)

    def change(self, number: int, clerk: str, changed: Callable[[Card], Card]) -> Card:
        """Writes what ``changed`` makes of the card, and returns it."""
        with self.engine.begin() as connection:
            card = changed(self._read(connection, number, clerk))
            values = _row(card) | {"ended_at": self._clock() if card.outcome else None}
            connection.execute(card_table.update().where(card_table.c.id == number).values(values))
            return card

    def recent(self, clerk: str) -> list[Card]:
        """The last cards, the newest first."""
        mine = sa.select(card_table).where(card_table.c.clerk == clerk)
        with self.engine.connect() as connection:
            rows = connection.execute(mine.order_by(card_table.c.id.desc()).limit(CALLED_BACK)).mappings()
            return [_card(row) for row in rows]

    def closed(self, most: int) -> list[Card]:
        """The closed cards of all clerks, the newest first."""
        wanted = sa.select(card_table).where(card_table.c.outcome != "").order_by(card_table.c.id.desc()).limit(most)
        with self.engine.connect() as connection:
            return [_card(row) for row in connection.execute(wanted).mappings()]

    def read_closed(self, number: int) -> Card:
        """A closed card, whoever's it is; raises `NoCard`. Whoever calls it notes it in the audit."""
        wanted = sa.select(card_table).where(card_table.c.id == number, card_table.c.outcome != "")
        with self.engine.connect() as connection:
            row = connection.execute(wanted).mappings().first()
        if row is None:
            raise NoCard(number)
        return _card(row)

    def purge(self, older_than_days: float) -> int:
        """Removes cards more than so many days old; returns their number."""
        limit = self._clock() - older_than_days * SECONDS_PER_DAY
        with self.engine.begin() as connection:
            return connection.execute(card_table.delete().where(card_table.c.began_at < limit)).rowcount

    def _read(self, connection: Connection, number: int, clerk: str) -> Card:
        wanted = sa.select(card_table).where(card_table.c.id == number, card_table.c.clerk == clerk)
        row = connection.execute(wanted).mappings().first()
        if row is None:
            raise NoCard(number)
        return _card(row)


def _row(card: Card) -> dict[str, Any]:
    known = {
        "scope": card.scope.as_dict(),
        "check": card.check.as_slot(),
        "day": card.day.isoformat() if card.day else None,
    }
    return {
        "known": json.dumps(mask_all(known), ensure_ascii=False),
        "question": mask(card.question),
        "outcome": card.outcome,
        "note": mask(card.note)[:LONGEST_NOTE],
    }


def _card(row: sa.RowMapping) -> Card:
    known = json.loads(row["known"])
    return Card(
        number=row["id"],
        clerk=row["clerk"],
        began_at=row["began_at"],
        scope=Scope.from_dict(known["scope"]),
        check=_checked(known),
        day=date.fromisoformat(known["day"]) if known["day"] else None,
        question=row["question"],
        outcome=row["outcome"],
        note=row["note"],
    )


def _checked(known: dict[str, Any]) -> Check:
    """The check of a card; one that was written before cards held checks has only what was told."""
    try:
        return Check.from_slot(known.get("check")) or Check(target=known.get("target"), told=known.get("told", {}))
    except TypeError:  # of an older make
        return Check()
