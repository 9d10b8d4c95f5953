"""What search reads: entries, words, and for which releases they are whole.

All of it is made from releases (``policies_kb/search``) and may be thrown away. The column of tokens is not here: each
database keeps it in its own way, and ``search`` makes it when it first makes an index.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# Both databases must sort words alike: by their code points.
BYTEWISE = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "search_release",
        sa.Column("release", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("layout", sa.String(80), nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("release", name="pk_search_release"),
    )
    op.create_table(
        "search_entry",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("notice_id", sa.String(255), nullable=False),
        sa.Column("clause", sa.String(255), nullable=False),
        sa.Column("matter", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_entry"),
    )
    op.create_table(
        "search_word",
        sa.Column("release", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("word", BYTEWISE, nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("sound", BYTEWISE, nullable=True),
        sa.Column("initials", BYTEWISE, nullable=True),
        sa.PrimaryKeyConstraint("release", "word", name="pk_search_word"),
    )
    op.create_index("ix_search_word_sound", "search_word", ["release", "sound"])
    op.create_index("ix_search_word_initials", "search_word", ["release", "initials"])
