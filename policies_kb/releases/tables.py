"""The tables. A release points to documents by the hash of their text, so that an unchanged file is stored once.

Documents, originals, releases and activations are only ever added to; triggers of the database see to it
(``migrations``).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
}
DIGEST = String(64)
NAME = String(255)  # what a file system allows
BYTEWISE = String(64).with_variant(String(64, collation="C"), "postgresql")  # sorted alike by both databases
WHOLE = ""  # the file name under which a difference counts the notice as a whole


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite, which knows no zones, keeps it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=NAMES)


class DocumentRow(Table):
    """A text, kept under its SHA-256. ``parsed``: what a YAML text holds (``parsed.encode``), read when serving."""

    __tablename__ = "document"
    digest: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    parsed: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)


class ReleaseRow(Table):
    """A numbered set of notices that was once fit to serve. ``previous``: the one it was made from."""

    __tablename__ = "release"
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    author: Mapped[str] = mapped_column(Text)
    reviewer: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(DIGEST)
    previous: Mapped[int | None] = mapped_column(ForeignKey("release.number"))


class ReleaseDocumentRow(Table):
    """One file of one notice in a release."""

    __tablename__ = "release_document"
    release: Mapped[int] = mapped_column(ForeignKey("release.number"), primary_key=True, autoincrement=False)
    notice_id: Mapped[str] = mapped_column(NAME, primary_key=True)
    file_name: Mapped[str] = mapped_column(NAME, primary_key=True)
    document_digest: Mapped[str] = mapped_column(ForeignKey("document.digest"))


class DifferenceRow(Table):
    """What a release changed in the one before: a row a file, and one a notice (``file_name`` is ``WHOLE``)."""

    __tablename__ = "difference"
    __table_args__ = (CheckConstraint("kind in ('added', 'changed', 'removed')", name="kind"),)
    release: Mapped[int] = mapped_column(ForeignKey("release.number"), primary_key=True, autoincrement=False)
    notice_id: Mapped[str] = mapped_column(NAME, primary_key=True)
    file_name: Mapped[str] = mapped_column(NAME, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    lines_added: Mapped[int] = mapped_column(Integer)
    lines_removed: Mapped[int] = mapped_column(Integer)


class ActivationRow(Table):
    """A release began to be served. The last row names the current release."""

    __tablename__ = "activation"
    __table_args__ = (
        CheckConstraint("kind in ('release', 'rollback')", name="kind"),
        {"sqlite_autoincrement": True},
    )
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    release: Mapped[int] = mapped_column(ForeignKey("release.number"), index=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    by: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(10))


class DraftRow(Table):
    """A notice in the making, outside everything that serves."""

    __tablename__ = "draft"
    __table_args__ = (CheckConstraint("state in ('draft', 'in_review')", name="state"),)
    notice_id: Mapped[str] = mapped_column(NAME, primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    author: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)
    note: Mapped[str] = mapped_column(Text)


class DraftDocumentRow(Table):
    """A file of a draft, its text beside it: what is still being written is no document yet."""

    __tablename__ = "draft_document"
    notice_id: Mapped[str] = mapped_column(ForeignKey("draft.notice_id"), primary_key=True)
    file_name: Mapped[str] = mapped_column(NAME, primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class OriginalRow(Table):
    """The file that a notice was drafted from, byte for byte, under its SHA-256: who handed it in, and when."""

    __tablename__ = "original"
    digest: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    name: Mapped[str] = mapped_column(NAME)
    kind: Mapped[str] = mapped_column(String(8))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcTime)


class SearchReleaseRow(Table):
    """A release whose search index is whole. ``layout``: of which program. All of search is derived from releases."""

    __tablename__ = "search_release"
    release: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    layout: Mapped[str] = mapped_column(String(80))
    entries: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class SearchEntryRow(Table):
    """A clause as it is searched: what it is weighed by. ``id`` holds release, notice, clause and paths."""

    __tablename__ = "search_entry"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    notice_id: Mapped[str] = mapped_column(NAME)
    clause: Mapped[str] = mapped_column(NAME)
    matter: Mapped[str] = mapped_column(Text)


class SearchWordRow(Table):
    """A token of a release's entries and in how many it is; of a Chinese word also how it sounds, and its initials."""

    __tablename__ = "search_word"
    release: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    word: Mapped[str] = mapped_column(BYTEWISE, primary_key=True)
    entries: Mapped[int] = mapped_column(Integer)
    sound: Mapped[str | None] = mapped_column(BYTEWISE)
    initials: Mapped[str | None] = mapped_column(BYTEWISE)
    __table_args__ = (
        Index("ix_search_word_sound", "release", "sound"),
        Index("ix_search_word_initials", "release", "initials"),
    )
