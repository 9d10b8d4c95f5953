"""Releases, their documents and activations; drafts beside them.

Drops the tables of schema 1 (meta, notice, clause, entry, topic): they were made from the notices' folder, which is
still their source.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from policies_kb.releases.migrations.triggers import keep_forever, seal_releases

revision = "0001"
down_revision = None

SCHEMA_1 = ("topic", "entry", "clause", "notice", "meta")  # what points to others goes first
FOREVER = {
    "document": ("digest",),
    "release": ("number",),
    "release_document": ("release", "notice_id", "file_name"),
    "difference": ("release", "notice_id", "file_name"),
    "activation": ("seq",),
}


def upgrade() -> None:
    _drop_schema_1()
    _create_releases()
    _create_drafts()
    for table, key in FOREVER.items():
        keep_forever(table, key)
    seal_releases()


def _drop_schema_1() -> None:
    connection = op.get_bind()
    inspector = sa.inspect(connection)
    if not inspector.has_table("meta") or {column["name"] for column in inspector.get_columns("meta")} != {
        "key",
        "value",
    }:
        return  # not ours
    if not connection.execute(sa.text("select 1 from meta where key = 'schema'")).scalar():
        return
    for table in SCHEMA_1:
        if inspector.has_table(table):
            op.drop_table(table)


def _create_releases() -> None:
    op.create_table(
        "document",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("parsed", sa.JSON, nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_document"),
    )
    op.create_table(
        "release",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("origin", sa.String(20), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("previous", sa.Integer, nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_release"),
        sa.ForeignKeyConstraint(["previous"], ["release.number"], name="fk_release_previous"),
    )
    op.create_table(
        "release_document",
        sa.Column("release", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("notice_id", sa.String(255), nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("document_digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("release", "notice_id", "file_name", name="pk_release_document"),
        sa.ForeignKeyConstraint(["release"], ["release.number"], name="fk_release_document_release"),
        sa.ForeignKeyConstraint(["document_digest"], ["document.digest"], name="fk_release_document_document_digest"),
    )
    op.create_table(
        "difference",
        sa.Column("release", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("notice_id", sa.String(255), nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("lines_added", sa.Integer, nullable=False),
        sa.Column("lines_removed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("release", "notice_id", "file_name", name="pk_difference"),
        sa.ForeignKeyConstraint(["release"], ["release.number"], name="fk_difference_release"),
        sa.CheckConstraint("kind in ('added', 'changed', 'removed')", name=op.f("ck_difference_kind")),
    )
    op.create_table(
        "activation",
        sa.Column("seq", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_activation"),
        sa.ForeignKeyConstraint(["release"], ["release.number"], name="fk_activation_release"),
        sa.CheckConstraint("kind in ('release', 'rollback')", name=op.f("ck_activation_kind")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_activation_release", "activation", ["release"])


def _create_drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("notice_id", sa.String(255), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("notice_id", name="pk_draft"),
        sa.CheckConstraint("state in ('draft', 'in_review')", name=op.f("ck_draft_state")),
    )
    op.create_table(
        "draft_document",
        sa.Column("notice_id", sa.String(255), nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("notice_id", "file_name", name="pk_draft_document"),
        sa.ForeignKeyConstraint(["notice_id"], ["draft.notice_id"], name="fk_draft_document_notice_id"),
    )
