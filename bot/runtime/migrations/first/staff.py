"""Accounts of the desk, and the audit, which can only be added to."""

from __future__ import annotations

import sqlalchemy as sa

from .adopting import NUMBER, SINCE_1970, index, table


def make() -> None:
    """Makes what is missing."""
    table(
        "staff_audit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("name", sa.String(32), nullable=False, comment="who; empty for the command line"),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False, comment="whose conversation, account or record"),
        sa.PrimaryKeyConstraint("id"),
    )
    index("ix_staff_audit_at", "staff_audit", ["at"])
    table(
        "staff_member",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", sa.String(32), nullable=False, comment="signs in with it; lower case"),
        sa.Column("shown", sa.String(32), nullable=False, comment="how colleagues see the person"),
        sa.Column("roles", sa.String(120), nullable=False, comment="roles, separated by spaces"),
        sa.Column("password", sa.String(255), nullable=False, comment="argon2id; empty until one is chosen"),
        sa.Column("created_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("disabled_at", sa.Float, nullable=True, comment=SINCE_1970),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    table(
        "staff_sign_in_failure",
        sa.Column("key", sa.String(64), nullable=False, comment="SHA-256 of a name, an address or both"),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("last_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.PrimaryKeyConstraint("key"),
    )
    table(
        "staff_invitation",
        sa.Column("digest", sa.String(64), nullable=False, comment="SHA-256 of what stands in the link"),
        sa.Column("member", NUMBER, nullable=False),
        sa.Column("ends_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.ForeignKeyConstraint(["member"], ["staff_member.id"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    table(
        "staff_sitting",
        sa.Column("digest", sa.String(64), nullable=False, comment="SHA-256 of what stands in the cookie"),
        sa.Column("member", NUMBER, nullable=False),
        sa.Column("began_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("seen_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.ForeignKeyConstraint(["member"], ["staff_member.id"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    index("ix_staff_sitting_member", "staff_sitting", ["member"])
