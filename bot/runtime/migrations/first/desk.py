"""Cards of callers, what was not answered, corrections."""

from __future__ import annotations

import sqlalchemy as sa

from .adopting import NUMBER, SINCE_1970, index, table


def make() -> None:
    """Makes what is missing."""
    table(
        "desk_miss",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("source", sa.String(80), nullable=False, comment="the card, turn or opinion it comes from"),
        sa.Column("asked_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("door", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column(
            "useless", sa.Boolean, nullable=False, comment="whether the person said that the answer was of no use"
        ),
        sa.Column("question", sa.Text, nullable=False, comment="masked"),
        sa.Column("region", sa.String(60), nullable=False),
        sa.Column("series", sa.String(60), nullable=False),
        sa.Column("topic", sa.String(60), nullable=False, comment="id of the topic; empty where none was found"),
        sa.Column("day", sa.String(10), nullable=False, comment="the day asked about"),
        sa.Column("release", sa.Integer, nullable=True, comment="empty where it is not known or the folder served"),
        sa.Column("answered", sa.Text, nullable=False, comment="what was said instead"),
        sa.Column("settled_at", sa.Float, nullable=True, comment="seconds since 1970, UTC; empty while it is open"),
        sa.Column("settled_by", sa.String(32), nullable=False),
        sa.Column("note", sa.Text, nullable=False, comment="what was done; masked"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source"),
    )
    index("ix_desk_miss_asked_at", "desk_miss", ["asked_at"])
    table(
        "desk_miss_reached",
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("until", sa.Float, nullable=False, comment="seconds since 1970, UTC: read so far"),
        sa.PrimaryKeyConstraint("source"),
    )
    table(
        "desk_card",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("clerk", sa.String(32), nullable=False, comment="the clerk's name"),
        sa.Column("began_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("ended_at", sa.Float, nullable=True, comment=SINCE_1970),
        sa.Column("known", sa.Text, nullable=False, comment="scope, facts and day as JSON; masked"),
        sa.Column("question", sa.Text, nullable=False, comment="what was answered last; masked"),
        sa.Column("outcome", sa.String(16), nullable=False, comment="empty while it is open"),
        sa.Column("note", sa.Text, nullable=False, comment="masked"),
        sa.PrimaryKeyConstraint("id"),
    )
    index("ix_desk_card_began_at", "desk_card", ["began_at"])
    index("ix_desk_card_clerk", "desk_card", ["clerk"])
    table(
        "desk_given",
        sa.Column("card", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("body", sa.Text, nullable=False, comment="bot.receipts.Content as JSON; it may speak of the caller"),
        sa.PrimaryKeyConstraint("card"),
    )
    index("ix_desk_given_at", "desk_given", ["at"])
    table(
        "desk_proposal",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("made_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("card", NUMBER, nullable=False, comment="the card that was read; it may be gone"),
        sa.Column("notice_id", sa.String(80), nullable=False, comment="empty where no notice is meant"),
        sa.Column("topic", sa.String(60), nullable=False),
        sa.Column(
            "fact", sa.String(160), nullable=False, comment="empty: the notice is said to be silent on the topic"
        ),
        sa.Column("release", sa.Integer, nullable=True, comment="that answered"),
        sa.Column("day", sa.String(10), nullable=False, comment="asked about"),
        sa.Column("said", sa.Text, nullable=False, comment="the sentence as it was; of the notice, not of a person"),
        sa.Column("should", sa.Text, nullable=False, comment="masked"),
        sa.Column("why", sa.Text, nullable=False, comment="masked"),
        sa.Column("state", sa.String(8), nullable=False, comment="open, taken or refused"),
        sa.Column("decided_by", sa.String(32), nullable=False),
        sa.Column("decided_at", sa.Float, nullable=True, comment=SINCE_1970),
        sa.Column("reason", sa.Text, nullable=False, comment="of a refusal; masked"),
        sa.PrimaryKeyConstraint("id"),
    )
    index("ix_desk_proposal_author", "desk_proposal", ["author"])
    index("ix_desk_proposal_state", "desk_proposal", ["state"])
    table(
        "desk_review",
        sa.Column("card", NUMBER, autoincrement=False, nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("verdict", sa.String(16), nullable=False, comment="right or corrected"),
        sa.PrimaryKeyConstraint("card"),
    )
    index("ix_desk_review_at", "desk_review", ["at"])
