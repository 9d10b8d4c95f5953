"""Conversation events as rows of one SQL table: appended, read back once after a restart, purged by age."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, make_url

SECONDS_PER_DAY = 86_400.0

metadata = sa.MetaData()
conversation_event = sa.Table(
    "conversation_event",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("happened_at", sa.Float, nullable=False, index=True, comment="seconds since 1970, UTC"),
    sa.Column("kind", sa.String(64), nullable=False, comment="Rasa's event type"),
    sa.Column("body", sa.Text, nullable=False, comment="the event as JSON, in Rasa's own form"),
)


def open_engine(url: str | URL) -> Engine:
    """An engine for an SQLite or PostgreSQL URL, with the table made where it is missing.

    SQLite runs in WAL mode: one writer, readers undisturbed, and a commit without a disk flush (a crash of
    the machine may lose the last turns, never the file). What is deleted is overwritten, too.
    """
    parsed = make_url(url)
    quiet: dict[str, Any] = {"hide_parameters": True}  # an error goes to the log, what people said does not
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            engine = sa.create_engine(parsed, connect_args={"check_same_thread": False, "timeout": 10}, **quiet)
        else:
            engine = sa.create_engine(
                parsed, connect_args={"check_same_thread": False}, poolclass=sa.StaticPool, **quiet
            )
        sa.event.listen(engine, "connect", _tune_sqlite)
    else:
        engine = sa.create_engine(parsed, pool_pre_ping=True, **quiet)
    metadata.create_all(engine)
    return engine


def _tune_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class EventLog:
    """The rows of all conversations."""

    def __init__(self, url: str | URL) -> None:
        self.engine = open_engine(url)

    def append(self, sender_id: str, events: Sequence[dict[str, Any]]) -> None:
        """Writes the events of one turn in one transaction: all of them or none."""
        if not events:
            return
        rows = [
            {
                "sender_id": sender_id,
                "happened_at": event.get("timestamp") or time.time(),
                "kind": event["event"],
                "body": json.dumps(event, ensure_ascii=False, separators=(",", ":")),
            }
            for event in events
        ]
        with self.engine.begin() as connection:
            connection.execute(conversation_event.insert(), rows)

    def read(self, sender_id: str) -> list[dict[str, Any]]:
        """Every event of a conversation, oldest first; empty for an unknown sender."""
        query = (
            sa.select(conversation_event.c.body)
            .where(conversation_event.c.sender_id == sender_id)
            .order_by(conversation_event.c.id)
        )
        with self.engine.connect() as connection:
            return [json.loads(body) for body in connection.scalars(query)]

    def senders(self) -> list[str]:
        """Every sender with a stored conversation."""
        with self.engine.connect() as connection:
            return list(connection.scalars(sa.select(conversation_event.c.sender_id).distinct()))

    def delete(self, sender_id: str) -> None:
        """Removes a conversation."""
        with self.engine.begin() as connection:
            connection.execute(conversation_event.delete().where(conversation_event.c.sender_id == sender_id))

    def purge(self, older_than_days: float, now: float | None = None) -> int:
        """Removes conversations whose last event is more than `older_than_days` old; returns their number."""
        limit = (time.time() if now is None else now) - older_than_days * SECONDS_PER_DAY
        table = conversation_event
        stale = sa.select(table.c.sender_id).group_by(table.c.sender_id)
        stale = stale.having(sa.func.max(table.c.happened_at) < limit)
        with self.engine.begin() as connection:
            senders = list(connection.scalars(stale))
            connection.execute(table.delete().where(table.c.sender_id.in_(stale)))
        return len(senders)

    def check(self) -> None:
        """Reads from the table; raises SQLAlchemy's error when that is impossible."""
        with self.engine.connect() as connection:
            connection.execute(sa.select(conversation_event.c.id).limit(1))

    def close(self) -> None:
        """Closes the connections."""
        self.engine.dispose()
