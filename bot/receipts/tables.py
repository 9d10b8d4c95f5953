"""The tables of receipts. Contents and receipts are written once: triggers refuse every change; age alone removes."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.runtime.database import make_tables

metadata = sa.MetaData()

content_table = sa.Table(
    "answer_content",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True, comment="SHA-256 of the body"),
    sa.Column("body", sa.Text, nullable=False, comment="bot.receipts.Content as JSON; no personal data"),
)

used_table = sa.Table(
    "answer_used",
    metadata,
    sa.Column("content", sa.String(64), sa.ForeignKey(content_table.c.digest), primary_key=True),
    sa.Column("notice_id", sa.String(80), primary_key=True),
    sa.Column("point", sa.String(160), primary_key=True, comment="id of the fact; topic: and its id for a silence"),
    sa.Index("answer_used_point", "notice_id", "point"),
)

receipt_table = sa.Table(
    "answer_receipt",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True, comment="random, 80 bits: it is what stands in the link"),
    sa.Column("content", sa.String(64), sa.ForeignKey(content_table.c.digest), nullable=False, index=True),
    sa.Column("made_at", sa.Float, nullable=False, index=True, comment="seconds since 1970, UTC"),
)


def make(engine: Engine) -> None:
    """Makes what is missing."""
    make_tables(engine, metadata, _keep_as_written)


def _keep_as_written(connection: Connection) -> None:
    for table in (content_table.name, receipt_table.name):
        for statement in _written_once(connection.dialect.name, table):
            connection.exec_driver_sql(statement)


def _written_once(dialect: str, table: str) -> tuple[str, ...]:
    if dialect == "postgresql":
        return (
            "create or replace function refuse_receipt_change() returns trigger language plpgsql as $$ "
            "begin raise exception 'a receipt is never changed'; end $$",
            f"create or replace trigger {table}_kept before update on {table} "
            "for each row execute function refuse_receipt_change()",
        )
    refuse = "begin select raise(abort, 'a receipt is never changed'); end"
    column = "digest" if table == content_table.name else "id"
    return (
        f"create trigger if not exists {table}_no_update before update on {table} {refuse}",
        f"create trigger if not exists {table}_no_replace before insert on {table} "
        f"when exists (select 1 from {table} where {column} = new.{column}) {refuse}",
    )
