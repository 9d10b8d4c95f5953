"""微信客服 (bot.wecom): whom we may write to and how often, and up to where messages have been fetched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "wecom_customer",
        sa.Column("sender", sa.String(64), primary_key=True, comment="pseudonym"),
        sa.Column("account", sa.String(64), nullable=False, comment="open_kfid"),
        sa.Column("customer", sa.Text, nullable=False, comment="external_userid, sealed; as long as we may write"),
        sa.Column("heard_at", sa.Float, nullable=False, comment="the last message; seconds since 1970, UTC"),
        sa.Column("sent", sa.Integer, nullable=False, comment="messages to the person since then"),
    )
    op.create_index("ix_wecom_customer_heard_at", "wecom_customer", ["heard_at"])
    op.create_table(
        "wecom_cursor",
        sa.Column("account", sa.String(64), primary_key=True, comment="open_kfid; empty for all at once"),
        sa.Column("cursor", sa.String(128), nullable=False, comment="next_cursor of kf/sync_msg"),
    )
