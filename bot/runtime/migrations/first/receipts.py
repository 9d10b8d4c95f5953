"""Answers kept as they were said; written once."""

from __future__ import annotations

import sqlalchemy as sa

from .adopting import SINCE_1970, index, table


def make() -> None:
    """Makes what is missing."""
    table(
        "answer_content",
        sa.Column("digest", sa.String(64), nullable=False, comment="SHA-256 of the body"),
        sa.Column("body", sa.Text, nullable=False, comment="bot.receipts.Content as JSON; no personal data"),
        sa.PrimaryKeyConstraint("digest"),
    )
    table(
        "answer_receipt",
        sa.Column("id", sa.String(16), nullable=False, comment="random, 80 bits: it is what stands in the link"),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("made_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.ForeignKeyConstraint(["content"], ["answer_content.digest"]),
        sa.PrimaryKeyConstraint("id"),
    )
    index("ix_answer_receipt_content", "answer_receipt", ["content"])
    index("ix_answer_receipt_made_at", "answer_receipt", ["made_at"])
    table(
        "answer_used",
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("notice_id", sa.String(80), nullable=False),
        sa.Column("point", sa.String(160), nullable=False, comment="id of the fact; topic: and its id for a silence"),
        sa.ForeignKeyConstraint(["content"], ["answer_content.digest"]),
        sa.PrimaryKeyConstraint("content", "notice_id", "point"),
    )
    index("answer_used_point", "answer_used", ["notice_id", "point"])
