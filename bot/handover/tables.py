"""The tables of the hand-over, in the database of the conversations. What was said stands in them masked."""

from __future__ import annotations

import sqlalchemy as sa

from .tickets import State

metadata = sa.MetaData()
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
SINCE_1970 = "seconds since 1970, UTC"

ticket_table = sa.Table(
    "handover_ticket",
    metadata,
    sa.Column("id", NUMBER, primary_key=True, comment="the number that the person is told"),
    sa.Column("sender_hash", sa.String(64), nullable=False, index=True, comment="SHA-256 of the sender"),
    sa.Column("sender", sa.String(255), comment="leads to the conversation; gone when over and all is delivered"),
    sa.Column("door", sa.String(16), nullable=False),
    sa.Column("reach", sa.String(128), comment="openid, sealed by the door; gone when all is delivered"),
    sa.Column("heard_at", sa.Float, nullable=False, comment=f"the person's last message; {SINCE_1970}"),
    sa.Column("pushed", sa.Integer, nullable=False, comment="messages pushed to the person since then"),
    sa.Column("asked_at", sa.Float, nullable=False, comment=SINCE_1970),
    sa.Column("due_at", sa.Float, comment=f"by when an answer was promised; {SINCE_1970}"),
    sa.Column("scope", sa.Text, nullable=False, comment="place, series … as JSON, as the conversation knows them"),
    sa.Column("question", sa.Text, nullable=False, comment="the last words; masked"),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("clerk", sa.String(32), comment="who has claimed it, or had it at last"),
    sa.Column("claimed_at", sa.Float, comment=SINCE_1970),
    sa.Column("touched_at", sa.Float, comment=f"the last act of clerk or person while claimed; {SINCE_1970}"),
    sa.Column("answered_at", sa.Float, comment=f"the clerk's first words; {SINCE_1970}"),
    sa.Column("awaited", sa.Boolean, nullable=False, comment="whether it is the clerk's turn to speak"),
    sa.Column("ended_at", sa.Float, comment=SINCE_1970),
    sa.Column("ended_by", sa.String(16), comment="clerk, person or silence"),
    sqlite_autoincrement=True,  # a number is never used again
)
# One open ticket a person, whatever several processes do at once.
sa.Index(
    "handover_one_open",
    ticket_table.c.sender_hash,
    unique=True,
    sqlite_where=ticket_table.c.state != State.CLOSED.value,
    postgresql_where=ticket_table.c.state != State.CLOSED.value,
)

word_table = sa.Table(
    "handover_word",
    metadata,
    sa.Column("id", NUMBER, primary_key=True, comment="grows: a page asks for what comes after the last it has"),
    sa.Column("ticket", NUMBER, sa.ForeignKey(ticket_table.c.id), nullable=False, index=True),
    sa.Column("key", sa.String(64), nullable=False, unique=True, comment="the same for every try of the same words"),
    sa.Column("said_at", sa.Float, nullable=False, comment=SINCE_1970),
    sa.Column("by", sa.String(16), nullable=False, comment="person, clerk or desk"),
    sa.Column("clerk", sa.String(32), nullable=False, comment="whose words, or who did what the desk tells"),
    sa.Column("text", sa.Text, nullable=False, comment="masked"),
    sa.Column("outgoing", sa.Text, comment="as written by the clerk; gone once delivered and over"),
    sa.Column("state", sa.String(16), nullable=False, index=True, comment="due, sending, delivered"),
    sa.Column("lease_until", sa.Float, comment="after that another may send it"),
    sqlite_autoincrement=True,
)
