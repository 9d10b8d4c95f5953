"""Figures of the turns (bot.figures) and proposed everyday words (bot.desk.words)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
SINCE_1970 = "seconds since 1970, UTC"


def upgrade() -> None:
    _figures()
    _words()


def _figures() -> None:
    op.create_table(
        "turn_figure",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("day", sa.String(10), nullable=False, comment="the day in Beijing on which it was asked"),
        sa.Column("door", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False, comment="how the turn ended"),
        sa.Column("topic", sa.String(60), nullable=False, comment="id of the topic; empty where none was found"),
        sa.Column("region", sa.String(60), nullable=False),
        sa.Column("series", sa.String(60), nullable=False),
        sa.Column("silent", sa.Boolean, nullable=False, comment="whether the notices are silent on the topic"),
        sa.Column("first", sa.Boolean, nullable=False, comment="false for the further topics of a turn"),
        sa.Column("release", sa.Integer, nullable=True, comment="empty where the folder served"),
        sa.Column("card", sa.BigInteger, nullable=True, comment="the card of a call, which may end otherwise"),
    )
    op.create_index("ix_turn_figure_day", "turn_figure", ["day"])
    of_calls = sa.column("card").is_not(None)
    op.create_index("turn_figure_card", "turn_figure", ["card"], sqlite_where=of_calls, postgresql_where=of_calls)


def _words() -> None:
    op.create_table(
        "desk_word",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("made_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("say", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("value", sa.String(60), nullable=False),
        sa.Column("read_as", sa.String(120), nullable=False),
        sa.Column("remove", sa.Boolean, nullable=False, comment="whether it is to be taken out again"),
        sa.Column("question", sa.Text, nullable=False, comment="the question that it is for; masked"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("decided_by", sa.String(32), nullable=False),
        sa.Column("decided_at", sa.Float, nullable=True, comment=SINCE_1970),
        sa.Column("reason", sa.Text, nullable=False, comment="masked"),
        sa.Column("release", sa.Integer, nullable=True),
    )
