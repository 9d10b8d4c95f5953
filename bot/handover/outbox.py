"""What has to reach the person: fetched by the page, or sent by a door. Delivered is what the other side has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .rows import settle, ticket_of, words_of
from .store import Store
from .tables import ticket_table, word_table
from .tickets import By, Delivery, Ticket, Word, hashed

W, T = word_table.c, ticket_table.c
TO_PERSON = sa.and_(W.by != By.PERSON.value, sa.or_(W.outgoing.is_not(None), W.by == By.CLERK.value))


@dataclass(frozen=True)
class Parcel:
    """A word to be sent: ``reach`` and ``sender`` lead to the person; ``heard_at`` and ``pushed`` are what a
    platform's rule on messages counts. ``key``: the same for every try; ``again``: somebody has begun to send it before
    and did not end."""

    word: int
    ticket: int
    by: By
    text: str
    reach: str
    sender: str
    heard_at: float
    pushed: int
    key: str = ""
    again: bool = False


class Outbox:
    """The words on their way."""

    def __init__(self, store: Store, lease: float = 30.0) -> None:
        self._store = store
        self._lease = lease

    def news(self, sender: str, seen: int) -> tuple[Ticket | None, list[Word]]:
        """The person's last ticket and the words after number ``seen``; up to there all counts as delivered.

        A page that shows each number once shows each word once, however often it asks.
        """
        mine = sa.select(T.id).where(T.sender_hash == hashed(sender))
        with self._store.engine.connect() as connection:
            ticket = ticket_of(connection, T.sender_hash == hashed(sender))
            if ticket is None:
                return None, []
            found = words_of(connection, W.ticket.in_(mine), W.id > seen, TO_PERSON, to_person=True)
            unsettled = sa.select(W.ticket).where(W.ticket.in_(mine), W.id <= seen, W.state != Delivery.DELIVERED.value)
            tickets = set(connection.scalars(unsettled))
        if tickets:
            with self._store.engine.begin() as connection:
                seen_ones = word_table.update().where(W.ticket.in_(tickets), W.id <= seen)
                connection.execute(seen_ones.values(state=Delivery.DELIVERED.value))
                settle(connection, tickets)
        return ticket, found

    def thread(self, sender: str) -> tuple[Ticket | None, list[Word]]:
        """The person's last ticket with all that was said on it, for a page without scripts."""
        with self._store.engine.connect() as connection:
            ticket = ticket_of(connection, T.sender_hash == hashed(sender))
            if ticket is None:
                return None, []
            return ticket, words_of(connection, W.ticket == ticket.number, to_person=True)

    def due(self, door: str, most: int = 50) -> list[Parcel]:
        """What waits to be sent through a door, oldest first; of one person nothing that stands behind another."""
        now = self._store.clock()
        wanted = sa.select(W.id, W.ticket, W.by, W.text, W.outgoing, W.key, W.state)
        wanted = wanted.add_columns(T.reach, T.sender, T.heard_at, T.pushed)
        wanted = wanted.join(ticket_table, T.id == W.ticket).where(T.door == door, self._free(now)).order_by(W.id)
        busy = sa.select(W.ticket).where(W.state == Delivery.SENDING.value, W.lease_until >= now)
        found: dict[int, Parcel] = {}
        with self._store.engine.connect() as connection:
            for row in connection.execute(wanted.where(W.ticket.not_in(busy)).limit(most)):
                parcel = Parcel(
                    row.id,
                    row.ticket,
                    By(row.by),
                    row.outgoing or row.text,
                    row.reach or "",
                    row.sender or "",
                    row.heard_at,
                    row.pushed,
                    row.key,
                    row.state == Delivery.SENDING.value,
                )
                found.setdefault(row.ticket, parcel)
        return list(found.values())

    def take(self, parcel: Parcel) -> bool:
        """Whether the caller may send it: True for one of however many, until the lease is over."""
        now = self._store.clock()
        taken = word_table.update().where(W.id == parcel.word, self._free(now))
        values = {"state": Delivery.SENDING.value, "lease_until": now + self._lease}
        with self._store.engine.begin() as connection:
            return bool(connection.execute(taken.values(values)).rowcount)

    def sent(self, parcel: Parcel) -> None:
        """The platform has taken it."""
        with self._store.engine.begin() as connection:
            counted = ticket_table.update().where(T.id == parcel.ticket).values(pushed=T.pushed + 1)
            connection.execute(counted)
            self._delivered(connection, parcel)

    def put_back(self, parcel: Parcel) -> None:
        """It could not be sent now: it is tried again."""
        with self._store.engine.begin() as connection:
            change = word_table.update().where(W.id == parcel.word, W.state == Delivery.SENDING.value)
            connection.execute(change.values(state=Delivery.DUE.value))

    def hand_to(self, parcel: Parcel, taken_over: Callable[[Connection], None]) -> None:
        """Marks it delivered in the transaction in which ``taken_over`` writes it down for another to deliver."""
        with self._store.engine.begin() as connection:
            taken_over(connection)
            self._delivered(connection, parcel)

    def _delivered(self, connection: Connection, parcel: Parcel) -> None:
        connection.execute(word_table.update().where(W.id == parcel.word).values(state=Delivery.DELIVERED.value))
        settle(connection, [parcel.ticket])

    def _free(self, now: float) -> sa.ColumnElement[bool]:
        over = sa.and_(W.state == Delivery.SENDING.value, W.lease_until < now)
        return sa.or_(W.state == Delivery.DUE.value, over)
