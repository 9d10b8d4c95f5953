"""The tables of reviews and proposals. A review belongs to a card and goes with it; a proposal stays."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
SINCE_1970 = "seconds since 1970, UTC"

review_table = sa.Table(
    "desk_review",
    metadata,
    sa.Column("card", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("by", sa.String(32), nullable=False),
    sa.Column("at", sa.Float, nullable=False, index=True, comment=SINCE_1970),
    sa.Column("verdict", sa.String(16), nullable=False, comment="right or corrected"),
)

proposal_table = sa.Table(
    "desk_proposal",
    metadata,
    sa.Column("id", NUMBER, primary_key=True),
    sa.Column("author", sa.String(32), nullable=False, index=True),
    sa.Column("made_at", sa.Float, nullable=False, comment=SINCE_1970),
    sa.Column("card", NUMBER, nullable=False, comment="the card that was read; it may be gone"),
    sa.Column("notice_id", sa.String(80), nullable=False, comment="empty where no notice is meant"),
    sa.Column("topic", sa.String(60), nullable=False),
    sa.Column("fact", sa.String(160), nullable=False, comment="empty: the notice is said to be silent on the topic"),
    sa.Column("release", sa.Integer, nullable=True, comment="that answered"),
    sa.Column("day", sa.String(10), nullable=False, comment="asked about"),
    sa.Column("said", sa.Text, nullable=False, comment="the sentence as it was; of the notice, not of a person"),
    sa.Column("should", sa.Text, nullable=False, comment="masked"),
    sa.Column("why", sa.Text, nullable=False, comment="masked"),
    sa.Column("state", sa.String(8), nullable=False, index=True, comment="open, taken or refused"),
    sa.Column("decided_by", sa.String(32), nullable=False),
    sa.Column("decided_at", sa.Float, nullable=True, comment=SINCE_1970),
    sa.Column("reason", sa.Text, nullable=False, comment="of a refusal; masked"),
)
