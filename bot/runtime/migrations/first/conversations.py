"""Conversations, the switch, the heartbeat and what people thought of answers."""

from __future__ import annotations

import sqlalchemy as sa

from .adopting import NUMBER, SINCE_1970, index, table


def make() -> None:
    """Makes what is missing."""
    table(
        "answered_message",
        sa.Column("sender_id", sa.String(255), nullable=False),
        sa.Column("key", sa.String(64), nullable=False, comment="hash of the message's id and of the message"),
        sa.Column("at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("replies", sa.Text, nullable=False, comment="what was answered, as JSON"),
        sa.PrimaryKeyConstraint("sender_id", "key"),
    )
    index("ix_answered_message_at", "answered_message", ["at"])
    table(
        "conversation_event",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("sender_id", sa.String(255), nullable=False),
        sa.Column("happened_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("kind", sa.String(64), nullable=False, comment="Rasa's event type"),
        sa.Column("body", sa.Text, nullable=False, comment="the event as JSON, in Rasa's own form"),
        sa.PrimaryKeyConstraint("id"),
    )
    index("ix_conversation_event_happened_at", "conversation_event", ["happened_at"])
    index("ix_conversation_event_sender_id", "conversation_event", ["sender_id"])
    table(
        "conversation_state",
        sa.Column("sender_id", sa.String(255), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False, comment="turns so far"),
        sa.Column("seen_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("left", sa.Text, nullable=False, comment="events that stand for the older ones, as JSON"),
        sa.Column("left_until", sa.BigInteger, nullable=False, comment="id of the last event that they stand for"),
        sa.PrimaryKeyConstraint("sender_id"),
    )
    index("ix_conversation_state_seen_at", "conversation_state", ["seen_at"])
    table(
        "answering_off",
        sa.Column("id", sa.Integer, nullable=False, comment="always 1: answering is off while the row exists"),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("since", sa.Float, nullable=False, comment=SINCE_1970),
        sa.PrimaryKeyConstraint("id"),
    )
    table(
        "heartbeat",
        sa.Column("id", sa.Integer, nullable=False, comment="always 1"),
        sa.Column("at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.PrimaryKeyConstraint("id"),
    )
    table(
        "feedback",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("given_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column(
            "sender_hash", sa.String(64), nullable=False, comment="SHA-256 of the sender; the sender is not kept"
        ),
        sa.Column("question", sa.Text, nullable=False, comment="masked"),
        sa.Column("answer_status", sa.String(64), nullable=False),
        sa.Column("useful", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=True, comment="masked"),
        sa.PrimaryKeyConstraint("id"),
    )
    index("ix_feedback_given_at", "feedback", ["given_at"])
