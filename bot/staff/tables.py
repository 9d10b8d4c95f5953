"""The tables of staff, in the database of the conversations. Secrets stand in them as digests only."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
SINCE_1970 = "seconds since 1970, UTC"

member = sa.Table(
    "staff_member",
    metadata,
    sa.Column("id", NUMBER, primary_key=True),
    sa.Column("name", sa.String(32), nullable=False, unique=True, comment="signs in with it; lower case"),
    sa.Column("shown", sa.String(32), nullable=False, comment="how colleagues see the person"),
    sa.Column("roles", sa.String(120), nullable=False, comment="roles, separated by spaces"),
    sa.Column("password", sa.String(255), nullable=False, comment="argon2id; empty until one is chosen"),
    sa.Column("created_at", sa.Float, nullable=False, comment=SINCE_1970),
    sa.Column("disabled_at", sa.Float, nullable=True, comment=SINCE_1970),
)

invitation = sa.Table(
    "staff_invitation",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True, comment="SHA-256 of what stands in the link"),
    sa.Column("member", NUMBER, sa.ForeignKey(member.c.id), nullable=False),
    sa.Column("ends_at", sa.Float, nullable=False, comment=SINCE_1970),
)

sitting = sa.Table(
    "staff_sitting",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True, comment="SHA-256 of what stands in the cookie"),
    sa.Column("member", NUMBER, sa.ForeignKey(member.c.id), nullable=False, index=True),
    sa.Column("began_at", sa.Float, nullable=False, comment=SINCE_1970),
    sa.Column("seen_at", sa.Float, nullable=False, comment=SINCE_1970),
)

failure = sa.Table(
    "staff_sign_in_failure",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True, comment="SHA-256 of a name, an address or both"),
    sa.Column("wrong", sa.Integer, nullable=False),
    sa.Column("last_at", sa.Float, nullable=False, comment=SINCE_1970),
)

audit = sa.Table(
    "staff_audit",
    metadata,
    sa.Column("id", NUMBER, primary_key=True),
    sa.Column("at", sa.Float, nullable=False, index=True, comment=SINCE_1970),
    sa.Column("name", sa.String(32), nullable=False, comment="who; empty for the command line"),
    sa.Column("action", sa.String(32), nullable=False),
    sa.Column("subject", sa.String(120), nullable=False, comment="whose conversation, account or record"),
)
