"""The files that offices handed in, kept byte for byte beside the releases that were drafted from them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from policies_kb.releases.migrations.triggers import keep_forever

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "original",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_original"),
    )
    keep_forever("original", ("digest",))
