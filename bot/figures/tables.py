"""The table of figures: added to, with each turn's transaction or when a call is closed; age alone removes."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()
figure_table = sa.Table(
    "turn_figure",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("day", sa.String(10), nullable=False, index=True, comment="the day in Beijing on which it was asked"),
    sa.Column("door", sa.String(32), nullable=False),
    sa.Column("status", sa.String(32), nullable=False, comment="how the turn ended"),
    sa.Column("topic", sa.String(60), nullable=False, comment="id of the topic; empty where none was found"),
    sa.Column("region", sa.String(60), nullable=False),
    sa.Column("series", sa.String(60), nullable=False),
    sa.Column("silent", sa.Boolean, nullable=False, comment="whether the notices are silent on the topic"),
    sa.Column(
        "aspects", sa.String(120), nullable=False, comment="ids of what was asked of it and is not stated, with commas"
    ),
    sa.Column("first", sa.Boolean, nullable=False, comment="false for the further topics of a turn"),
    sa.Column("release", sa.Integer, nullable=True, comment="empty where the folder served"),
    sa.Column("card", sa.BigInteger, nullable=True, comment="the card of a call, which may end otherwise"),
)
# turns have no card and write nothing here
sa.Index(
    "turn_figure_card",
    figure_table.c.card,
    sqlite_where=figure_table.c.card.is_not(None),
    postgresql_where=figure_table.c.card.is_not(None),
)
