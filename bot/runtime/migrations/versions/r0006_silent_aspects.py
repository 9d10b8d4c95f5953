"""A figure tells which aspects of a stated topic no notice states."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    kept = sa.Column(
        "aspects",
        sa.String(120),
        nullable=False,
        server_default="",
        comment="ids of what was asked of it and is not stated, with commas",
    )
    op.add_column("turn_figure", kept)
