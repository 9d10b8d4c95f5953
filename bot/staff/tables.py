"""The tables of staff, in the database of the conversations. Secrets stand in them as digests only."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.runtime.database import make_tables

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


def make(engine: Engine) -> None:
    """Makes what is missing; the audit can be added to, not changed."""
    make_tables(engine, metadata, _keep_audit)


def _keep_audit(connection: Connection) -> None:
    for statement in _append_only(connection.dialect.name):
        connection.exec_driver_sql(statement)


def _append_only(dialect: str) -> tuple[str, ...]:
    if dialect == "postgresql":
        return (
            "create or replace function refuse_audit_change() returns trigger language plpgsql as $$ "
            "begin raise exception 'the audit is never changed'; end $$",
            "create or replace trigger staff_audit_kept before update or delete on staff_audit "
            "for each row execute function refuse_audit_change()",
            "create or replace trigger staff_audit_whole before truncate on staff_audit "
            "for each statement execute function refuse_audit_change()",
        )
    refuse = "begin select raise(abort, 'the audit is never changed'); end"
    return (
        f"create trigger if not exists staff_audit_no_update before update on staff_audit {refuse}",
        f"create trigger if not exists staff_audit_no_delete before delete on staff_audit {refuse}",
        "create trigger if not exists staff_audit_no_replace before insert on staff_audit "
        f"when exists (select 1 from staff_audit where id = new.id) {refuse}",
    )
