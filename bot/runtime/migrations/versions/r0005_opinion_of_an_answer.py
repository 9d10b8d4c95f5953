"""An opinion holds the answer that it is about: the same question may have been answered differently before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("feedback", sa.Column("answer", sa.Text, nullable=True, comment="as it was shown; masked"))
