"""Notices in the making (bot.desk.notices): manuscripts, the files they came from, and their history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
SINCE_1970 = "seconds since 1970, UTC"
KEPT = "the history of a manuscript is never changed"


def upgrade() -> None:
    _manuscripts()
    _files()
    _history()


def _manuscripts() -> None:
    op.create_table(
        "desk_manuscript",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("notice_id", sa.String(80), nullable=False, comment="empty until it is drafted"),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("origin", sa.String(12), nullable=False, comment="upload or correction"),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer, nullable=False, comment="one more with each change"),
        sa.Column("edition", sa.Integer, nullable=False, comment="one more with each change of what it says"),
        sa.Column("by", sa.String(32), nullable=False, comment="who uploaded it or began the correction"),
        sa.Column("made_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("changed_by", sa.String(32), nullable=False),
        sa.Column("changed_at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_kind", sa.String(8), nullable=False, comment="by its content; empty until it is read"),
        sa.Column("file_digest", sa.String(64), nullable=False),
        sa.Column(
            "started_from", sa.String(64), nullable=False, comment="digest of the notice as it served; empty: none"
        ),
        sa.Column("content", sa.JSON, nullable=True),
        sa.Column("decisions", sa.JSON, nullable=False),
        sa.Column("checked", sa.JSON, nullable=True, comment="what the gate said, and of which digest"),
        sa.Column("said", sa.Text, nullable=False, comment="why it was refused or sent back; Chinese"),
        sa.Column("claimed_at", sa.Float, nullable=True, comment="when the work on it in the background began"),
        sa.Column("submitted_by", sa.String(32), nullable=False),
        sa.Column(
            "submitted_digest", sa.String(64), nullable=False, comment="what is reviewed; an approval is of this"
        ),
        sa.Column("approved_by", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False, comment="of the release"),
        sa.Column("release", sa.Integer, nullable=True),
    )
    op.create_index("ix_desk_manuscript_notice_id", "desk_manuscript", ["notice_id"])
    op.create_index("ix_desk_manuscript_state", "desk_manuscript", ["state"])


def _files() -> None:
    op.create_table(
        "desk_upload",
        sa.Column("manuscript", NUMBER, sa.ForeignKey("desk_manuscript.id"), primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary, nullable=False, comment="the file as it was handed in"),
    )


def _history() -> None:
    op.create_table(
        "desk_manuscript_event",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("manuscript", NUMBER, sa.ForeignKey("desk_manuscript.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False, comment="that it made"),
        sa.Column("at", sa.Float, nullable=False, comment=SINCE_1970),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False, comment="uploaded, drafted, decided, changed, note, …"),
        sa.Column("item", sa.String(160), nullable=False, comment="the key of the item, or empty"),
        sa.Column("said", sa.Text, nullable=False, comment="before → after, or the note; Chinese"),
    )
    op.create_index("ix_desk_manuscript_event_manuscript", "desk_manuscript_event", ["manuscript"])
    for statement in _append_only(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def _append_only(dialect: str) -> tuple[str, ...]:
    if dialect == "postgresql":
        return (
            "create or replace function refuse_history_change() returns trigger language plpgsql as $$ "
            f"begin raise exception '{KEPT}'; end $$",
            "create or replace trigger desk_manuscript_event_kept before update or delete on desk_manuscript_event "
            "for each row execute function refuse_history_change()",
            "create or replace trigger desk_manuscript_event_whole before truncate on desk_manuscript_event "
            "for each statement execute function refuse_history_change()",
        )
    refuse = f"begin select raise(abort, '{KEPT}'); end"
    return (
        f"create trigger desk_manuscript_event_no_update before update on desk_manuscript_event {refuse}",
        f"create trigger desk_manuscript_event_no_delete before delete on desk_manuscript_event {refuse}",
        "create trigger desk_manuscript_event_no_replace before insert on desk_manuscript_event "
        f"when exists (select 1 from desk_manuscript_event where id = new.id) {refuse}",
    )
