"""People who asked for a person."""

from __future__ import annotations

import sqlalchemy as sa

from .adopting import NUMBER, SINCE_1970, index, table


def make() -> None:
    """Makes what is missing."""
    table(
        "handover_ticket",
        sa.Column("id", NUMBER, nullable=False, comment="the number that the person is told"),
        sa.Column("sender_hash", sa.String(64), nullable=False, comment="SHA-256 of the sender"),
        sa.Column(
            "sender",
            sa.String(255),
            nullable=True,
            comment="leads to the conversation; gone when over and all is delivered",
        ),
        sa.Column("door", sa.String(16), nullable=False),
        sa.Column(
            "reach", sa.String(128), nullable=True, comment="openid, sealed by the door; gone when all is delivered"
        ),
        sa.Column("heard_at", sa.Float, nullable=False, comment="the person's last message; seconds since 1970, UTC"),
        sa.Column("pushed", sa.Integer, nullable=False, comment="messages pushed to the person since then"),
        sa.Column("asked_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("due_at", sa.Float, nullable=True, comment="by when an answer was promised; seconds since 1970, UTC"),
        sa.Column("scope", sa.Text, nullable=False, comment="place, series … as JSON, as the conversation knows them"),
        sa.Column("question", sa.Text, nullable=False, comment="the last words; masked"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("clerk", sa.String(32), nullable=True, comment="who has claimed it, or had it at last"),
        sa.Column("claimed_at", sa.Float, nullable=True, comment=SINCE_1970),
        sa.Column(
            "touched_at",
            sa.Float,
            nullable=True,
            comment="the last act of clerk or person while claimed; seconds since 1970, UTC",
        ),
        sa.Column("answered_at", sa.Float, nullable=True, comment="the clerk's first words; seconds since 1970, UTC"),
        sa.Column("awaited", sa.Boolean, nullable=False, comment="whether it is the clerk's turn to speak"),
        sa.Column("ended_at", sa.Float, nullable=True, comment=SINCE_1970),
        sa.Column("ended_by", sa.String(16), nullable=True, comment="clerk, person or silence"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    index(
        "handover_one_open",
        "handover_ticket",
        ["sender_hash"],
        unique=True,
        sqlite_where=sa.text("state != 'closed'"),
        postgresql_where=sa.text("state != 'closed'"),
    )
    index("ix_handover_ticket_sender_hash", "handover_ticket", ["sender_hash"])
    index("ix_handover_ticket_state", "handover_ticket", ["state"])
    table(
        "handover_word",
        sa.Column("id", NUMBER, nullable=False, comment="grows: a page asks for what comes after the last it has"),
        sa.Column("ticket", NUMBER, nullable=False),
        sa.Column("key", sa.String(64), nullable=False, comment="the same for every try of the same words"),
        sa.Column("said_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("by", sa.String(16), nullable=False, comment="person, clerk or desk"),
        sa.Column("clerk", sa.String(32), nullable=False, comment="whose words, or who did what the desk tells"),
        sa.Column("text", sa.Text, nullable=False, comment="masked"),
        sa.Column("outgoing", sa.Text, nullable=True, comment="as written by the clerk; gone once delivered and over"),
        sa.Column("state", sa.String(16), nullable=False, comment="due, sending, delivered"),
        sa.Column("lease_until", sa.Float, nullable=True, comment="after that another may send it"),
        sa.ForeignKeyConstraint(["ticket"], ["handover_ticket.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    index("ix_handover_word_state", "handover_word", ["state"])
    index("ix_handover_word_ticket", "handover_word", ["ticket"])
