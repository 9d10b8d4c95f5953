"""Messages of the official account."""

from __future__ import annotations

import sqlalchemy as sa

from .adopting import NUMBER, index, table


def make() -> None:
    """Makes what is missing."""
    table(
        "wechat_message",
        sa.Column("key", sa.String(64), nullable=False, comment="hash of MsgId, or of sender, time and event"),
        sa.Column("sender", sa.String(64), nullable=False, comment="pseudonym"),
        sa.Column("received_at", sa.Float, nullable=False),
        sa.Column("owner", sa.String(32), nullable=False, comment="who computes or has computed"),
        sa.Column("lease_until", sa.Float, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("openid", sa.String(64), nullable=True, comment="sealed (sealing.py); until the answer is out"),
        sa.Column("account", sa.String(64), nullable=True),
        sa.Column("text", sa.Text, nullable=True, comment="masked; until the answer is known"),
        sa.Column("reply", sa.Text, nullable=True, comment="until the answer is out"),
        sa.PrimaryKeyConstraint("key"),
    )
    index("ix_wechat_message_received_at", "wechat_message", ["received_at"])
    index("ix_wechat_message_state", "wechat_message", ["state"])
    table(
        "wechat_waiting",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("sender", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False, comment="late answer, or the next page of one"),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("since", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    index("ix_wechat_waiting_sender", "wechat_waiting", ["sender"])
    table(
        "wechat_token",
        sa.Column("app_id", sa.String(64), nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("until", sa.Float, nullable=False, comment="seconds since 1970"),
        sa.PrimaryKeyConstraint("app_id"),
    )
