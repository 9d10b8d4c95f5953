"""What was said in a conversation, read back for a page that keeps nothing itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.runtime.event_log import conversation_event, stored_name

from .heard import Reply

USER, BOT, SLOT, FRAME = "user", "bot", "slot", "frame"


@dataclass(frozen=True)
class Exchange:
    """One message of the person, masked as it is stored, and what it was answered.

    ``asked_at``: seconds since 1970, UTC; ``as_of``: the day that it asks about (ISO), "" for that of asking;
    ``frame``: what was remembered after it, as it is stored.
    """

    question: str
    asked_at: float = 0.0
    as_of: str = ""
    replies: list[Reply] = field(default_factory=list)
    frame: dict[str, Any] = field(default_factory=dict)


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
            .where(table.c.sender_id == sender, table.c.kind.in_((USER, BOT, SLOT)), table.c.id >= begins[-1])
            .order_by(table.c.id)
        )
        rows = connection.execute(wanted).all()
    found: list[Exchange] = []
    for kind, body in rows:
        event = json.loads(body)
        if kind == USER:
            as_of = (event.get("metadata") or {}).get("as_of") or ""
            found.append(Exchange(event.get("text") or "", event["timestamp"], as_of))
        elif kind == SLOT:
            if event["name"] == FRAME:
                found[-1] = replace(found[-1], frame=event["value"] or {})
        else:
            found[-1].replies.append(_reply(event))
    return found


def _reply(event: dict[str, Any]) -> Reply:
    data = event.get("data") or {}
    return Reply(event.get("text") or "", data.get("buttons") or [], data.get("custom") or {})
