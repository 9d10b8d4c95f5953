"""The tables of receipts. Contents and receipts are written once: triggers refuse every change; age alone removes."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

content_table = sa.Table(
    "answer_content",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True, comment="SHA-256 of the body"),
    sa.Column("body", sa.Text, nullable=False, comment="bot.receipts.Content as JSON; no personal data"),
)

used_table = sa.Table(
    "answer_used",
    metadata,
    sa.Column("content", sa.String(64), sa.ForeignKey(content_table.c.digest), primary_key=True),
    sa.Column("notice_id", sa.String(80), primary_key=True),
    sa.Column("point", sa.String(160), primary_key=True, comment="id of the fact; topic: and its id for a silence"),
    sa.Index("answer_used_point", "notice_id", "point"),
)

receipt_table = sa.Table(
    "answer_receipt",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True, comment="random, 80 bits: it is what stands in the link"),
    sa.Column("content", sa.String(64), sa.ForeignKey(content_table.c.digest), nullable=False, index=True),
    sa.Column("made_at", sa.Float, nullable=False, index=True, comment="seconds since 1970, UTC"),
)
