"""Short addresses of checklists (bot.receipts.checklists)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "checklist_address",
        sa.Column("id", sa.String(16), primary_key=True, comment="random, 80 bits: it is what stands in the link"),
        sa.Column("token", sa.Text, nullable=False, comment="policies_kb.checklist.link: what was told, signed"),
        sa.Column("made_at", sa.Float, nullable=False, comment="seconds since 1970, UTC"),
    )
    op.create_index("ix_checklist_address_made_at", "checklist_address", ["made_at"])
