"""Conversations in SQL: every event as a row, the number of turns, and what a repeated message was answered.

A turn is one transaction: its events, the next number of the conversation, its figures, and the reply under the
message's id are written together or not at all. The number makes two processes that answer one sender at the same time
notice it: the second to commit finds the number taken, reads again and answers again. No lock is held while something
is computed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from bot.figures import Tally
from bot.figures import store as figures
from bot.runtime.database import SECONDS_PER_DAY, open_engine
from bot.runtime.heartbeat import ClockLeapt, Heartbeat
from bot.runtime.migrating import make_tables

REPEATED_WITHIN_DAYS = 1.0  # nobody sends a message again after that
SINCE_1970 = "seconds since 1970, UTC"

metadata = sa.MetaData()
conversation_event = sa.Table(
    "conversation_event",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("happened_at", sa.Float, nullable=False, index=True, comment=SINCE_1970),
    sa.Column("kind", sa.String(64), nullable=False, comment="Rasa's event type"),
    sa.Column("body", sa.Text, nullable=False, comment="the event as JSON, in Rasa's own form"),
)
conversation_state = sa.Table(
    "conversation_state",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("sequence", sa.Integer, nullable=False, comment="turns so far"),
    sa.Column("seen_at", sa.Float, nullable=False, index=True, comment=SINCE_1970),
    sa.Column("left", sa.Text, nullable=False, comment="events that stand for the older ones, as JSON"),
    sa.Column("left_until", sa.BigInteger, nullable=False, comment="id of the last event that they stand for"),
)
answered_message = sa.Table(
    "answered_message",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("key", sa.String(64), primary_key=True, comment="hash of the message's id and of the message"),
    sa.Column("at", sa.Float, nullable=False, index=True, comment=SINCE_1970),
    sa.Column("replies", sa.Text, nullable=False, comment="what was answered, as JSON"),
)

StoredEvent = dict[str, Any]


class Overtaken(RuntimeError):
    """Another process has answered this sender, or this very message, meanwhile."""


@dataclass(frozen=True)
class Stored:
    """A conversation as it stands after ``sequence`` turns. ``events``: what has to be replayed, oldest first."""

    sequence: int
    events: list[StoredEvent]


@dataclass(frozen=True)
class Folded:
    """``left`` stands for all events of the conversation but the last ``kept``."""

    left: Sequence[StoredEvent]
    kept: int


@dataclass(frozen=True)
class Answered:
    """What was answered to the message of this key."""

    key: str
    replies: Sequence[dict[str, Any]]


def stored_name(sender_id: str) -> str:
    """The sender as it stands in the database: whoever reads the database cannot go on with anybody's conversation."""
    return hashlib.sha256(sender_id.encode()).hexdigest()


class EventLog:
    """The rows of all conversations, under the hash of their senders."""

    def __init__(self, url: str | URL) -> None:
        self.engine = open_engine(url)
        make_tables(self.engine)
        self.heartbeat = Heartbeat(self.engine)

    def append(
        self,
        sender_id: str,
        events: Sequence[StoredEvent],
        after: int,
        folded: Folded | None = None,
        answered: Answered | None = None,
        tallies: Sequence[Tally] = (),
    ) -> int:
        """Writes one turn and returns its number; raises `Overtaken` unless ``after`` is the number of the last."""
        sender_id = stored_name(sender_id)
        now = time.time()
        rows = [
            {
                "sender_id": sender_id,
                "happened_at": event.get("timestamp") or now,
                "kind": event["event"],
                "body": _as_json(event),
            }
            for event in events
        ]
        with self.engine.begin() as connection:
            self._count(connection, sender_id, after, now)
            if rows:
                connection.execute(conversation_event.insert(), rows)
            if folded is not None:
                self._leave(connection, sender_id, folded)
            if answered is not None:
                self._answer(connection, sender_id, answered, now)
            figures.add(connection, tallies)
        return after + 1

    def sequence(self, sender_id: str) -> int:
        """The number of turns so far; 0 for an unknown sender."""
        sender_id = stored_name(sender_id)
        wanted = sa.select(conversation_state.c.sequence).where(conversation_state.c.sender_id == sender_id)
        with self.engine.connect() as connection:
            return connection.scalar(wanted) or 0

    def answered(self, sender_id: str, key: str) -> list[dict[str, Any]] | None:
        """What the message of this key was answered; None where it has not been."""
        sender_id = stored_name(sender_id)
        table = answered_message
        wanted = sa.select(table.c.replies).where(table.c.sender_id == sender_id, table.c.key == key)
        with self.engine.connect() as connection:
            found = connection.scalar(wanted)
        return json.loads(found) if found is not None else None

    def stored(self, sender_id: str) -> Stored | None:
        """The conversation as it stands, short however long it has been; None for an unknown sender."""
        sender_id = stored_name(sender_id)
        table, state = conversation_event, conversation_state
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(state).where(state.c.sender_id == sender_id)).first()
            later = sa.select(table.c.body).where(table.c.sender_id == sender_id).order_by(table.c.id)
            if row is not None:
                later = later.where(table.c.id > row.left_until)
            events = [json.loads(body) for body in connection.scalars(later)]
        if row is None:
            return Stored(0, events) if events else None
        return Stored(row.sequence, [*json.loads(row.left), *events])

    def read(self, sender_id: str) -> list[StoredEvent]:
        """Every event of a conversation, oldest first; empty for an unknown sender."""
        sender_id = stored_name(sender_id)
        query = (
            sa.select(conversation_event.c.body)
            .where(conversation_event.c.sender_id == sender_id)
            .order_by(conversation_event.c.id)
        )
        with self.engine.connect() as connection:
            return [json.loads(body) for body in connection.scalars(query)]

    def senders(self) -> list[str]:
        """The hash of every sender with a stored conversation."""
        with self.engine.connect() as connection:
            return list(connection.scalars(sa.select(conversation_event.c.sender_id).distinct()))

    def delete(self, sender_id: str) -> None:
        """Removes a conversation."""
        sender_id = stored_name(sender_id)
        with self.engine.begin() as connection:
            for table in (conversation_event, conversation_state, answered_message):
                connection.execute(table.delete().where(table.c.sender_id == sender_id))

    def purge(self, older_than_days: float, now: float | None = None) -> int:
        """Removes what was said more than so many days ago, each event by its own age; returns how many events.

        A conversation that went on since is counted one on, so that no process keeps what is gone; one that did not is
        gone as a whole. Raises `ClockLeapt`, and removes nothing, where the clock cannot be believed.
        """
        now = time.time() if now is None else now
        self.heartbeat.beat(now)
        limit = now - older_than_days * SECONDS_PER_DAY
        old = conversation_event.c.happened_at < limit
        state = conversation_state
        with self.engine.begin() as connection:
            touched = sa.select(conversation_event.c.sender_id).where(old)
            connection.execute(
                state.update().where(state.c.sender_id.in_(touched)).values(sequence=state.c.sequence + 1)
            )
            gone = connection.execute(conversation_event.delete().where(old)).rowcount
            connection.execute(state.delete().where(state.c.seen_at < limit))
            asked_again = now - min(older_than_days, REPEATED_WITHIN_DAYS) * SECONDS_PER_DAY
            connection.execute(answered_message.delete().where(answered_message.c.at < asked_again))
        return gone

    def check(self) -> None:
        """Reads and writes; raises SQLAlchemy's error when that is impossible. A clock that leapt is no illness of the
        database, and is told by whoever wants to remove something."""
        with self.engine.connect() as connection:
            connection.execute(sa.select(conversation_event.c.id).limit(1))
        with contextlib.suppress(ClockLeapt):
            self.heartbeat.beat()

    def close(self) -> None:
        """Closes the connections."""
        self.engine.dispose()

    @staticmethod
    def _count(connection: Connection, sender_id: str, after: int, now: float) -> None:
        state = conversation_state
        counted = connection.execute(
            state.update()
            .where(state.c.sender_id == sender_id, state.c.sequence == after)
            .values(sequence=after + 1, seen_at=now)
        ).rowcount
        if counted:
            return
        if after:
            raise Overtaken(sender_id)
        first = {"sender_id": sender_id, "sequence": 1, "seen_at": now, "left": "[]", "left_until": 0}
        try:
            connection.execute(state.insert(), first)
        except sa.exc.IntegrityError as taken:
            raise Overtaken(sender_id) from taken

    @staticmethod
    def _leave(connection: Connection, sender_id: str, folded: Folded) -> None:
        table, state = conversation_event, conversation_state
        last = (
            sa.select(table.c.id)
            .where(table.c.sender_id == sender_id)
            .order_by(table.c.id.desc())
            .offset(folded.kept)
            .limit(1)
        )
        values = {"left": _as_json(list(folded.left)), "left_until": connection.scalar(last) or 0}
        connection.execute(state.update().where(state.c.sender_id == sender_id).values(values))

    @staticmethod
    def _answer(connection: Connection, sender_id: str, answered: Answered, now: float) -> None:
        row = {"sender_id": sender_id, "key": answered.key, "at": now, "replies": _as_json(list(answered.replies))}
        try:
            connection.execute(answered_message.insert(), row)
        except sa.exc.IntegrityError as taken:
            raise Overtaken(sender_id) from taken


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
