"""What was said in a conversation, read back for a page that keeps nothing itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.runtime.event_log import conversation_event, stored_name

from .heard import Reply

USER, BOT = "user", "bot"


@dataclass(frozen=True)
class Exchange:
    """One message of the person, masked as it is stored, and what it was answered."""

    question: str
    replies: list[Reply] = field(default_factory=list)


def last_exchanges(engine: Engine, sender_id: str, most: int) -> list[Exchange]:
    """The last exchanges of a conversation, ``most`` at most, oldest first; none for an unknown sender."""
    table, sender = conversation_event, stored_name(sender_id)
    asked = sa.select(table.c.id).where(table.c.sender_id == sender, table.c.kind == USER)
    with engine.connect() as connection:
        begins = list(connection.scalars(asked.order_by(table.c.id.desc()).limit(most)))
        if not begins:
            return []
        wanted = (
            sa.select(table.c.kind, table.c.body)
            .where(table.c.sender_id == sender, table.c.kind.in_((USER, BOT)), table.c.id >= begins[-1])
            .order_by(table.c.id)
        )
        rows = connection.execute(wanted).all()
    found: list[Exchange] = []
    for kind, body in rows:
        event = json.loads(body)
        if kind == USER:
            found.append(Exchange(event.get("text") or ""))
        else:
            found[-1].replies.append(_reply(event))
    return found


def _reply(event: dict[str, Any]) -> Reply:
    data = event.get("data") or {}
    return Reply(event.get("text") or "", data.get("buttons") or [], data.get("custom") or {})
