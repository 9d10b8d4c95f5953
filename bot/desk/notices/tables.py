"""The tables of notices in the making. What was released lives in the knowledge base (policies_kb.releases)."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
SINCE_1970 = "seconds since 1970, UTC"

manuscript = sa.Table(
    "desk_manuscript",
    metadata,
    sa.Column("id", NUMBER, primary_key=True),
    sa.Column("notice_id", sa.String(80), nullable=False, index=True, comment="empty until it is drafted"),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("origin", sa.String(12), nullable=False, comment="upload or correction"),
    sa.Column("state", sa.String(12), nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False, comment="one more with each change"),
    sa.Column("edition", sa.Integer, nullable=False, comment="one more with each change of what it says"),
    sa.Column("by", sa.String(32), nullable=False, comment="who uploaded it or began the correction"),
    sa.Column("made_at", sa.Float, nullable=False, comment=SINCE_1970),
    sa.Column("changed_by", sa.String(32), nullable=False),
    sa.Column("changed_at", sa.Float, nullable=False, comment=SINCE_1970),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("file_kind", sa.String(8), nullable=False, comment="by its content; empty until it is read"),
    sa.Column("file_digest", sa.String(64), nullable=False),
    sa.Column("started_from", sa.String(64), nullable=False, comment="digest of the notice as it served; empty: none"),
    sa.Column("content", sa.JSON, nullable=True),
    sa.Column("decisions", sa.JSON, nullable=False),
    sa.Column("checked", sa.JSON, nullable=True, comment="what the gate said, and of which digest"),
    sa.Column("said", sa.Text, nullable=False, comment="why it was refused or sent back; Chinese"),
    sa.Column("claimed_at", sa.Float, nullable=True, comment="when the work on it in the background began"),
    sa.Column("submitted_by", sa.String(32), nullable=False),
    sa.Column("submitted_digest", sa.String(64), nullable=False, comment="what is reviewed; an approval is of this"),
    sa.Column("approved_by", sa.String(32), nullable=False),
    sa.Column("reason", sa.Text, nullable=False, comment="of the release"),
    sa.Column("release", sa.Integer, nullable=True),
)

upload = sa.Table(
    "desk_upload",
    metadata,
    sa.Column("manuscript", NUMBER, sa.ForeignKey(manuscript.c.id), primary_key=True, autoincrement=False),
    sa.Column("content", sa.LargeBinary, nullable=False, comment="the file as it was handed in"),
)

event = sa.Table(
    "desk_manuscript_event",
    metadata,
    sa.Column("id", NUMBER, primary_key=True),
    sa.Column("manuscript", NUMBER, sa.ForeignKey(manuscript.c.id), nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False, comment="that it made"),
    sa.Column("at", sa.Float, nullable=False, comment=SINCE_1970),
    sa.Column("by", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False, comment="uploaded, drafted, decided, changed, note, …"),
    sa.Column("item", sa.String(160), nullable=False, comment="the key of the item, or empty"),
    sa.Column("said", sa.Text, nullable=False, comment="before → after, or the note; Chinese"),
)
