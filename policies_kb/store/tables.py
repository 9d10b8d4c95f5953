"""The tables. Facts carry what people filter by in columns, and all of themselves as JSON."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SCHEMA = "1"


class Table(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"})


class MetaRow(Table):
    """Key and value: the schema's version and the fingerprint of the sources."""

    __tablename__ = "meta"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class NoticeRow(Table):
    """A notice: its head as JSON and its verbatim text."""

    __tablename__ = "notice"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    issuer: Mapped[str] = mapped_column(Text)
    year: Mapped[int] = mapped_column(Integer)
    head: Mapped[dict[str, object]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text)


class ClauseRow(Table):
    """A clause of a notice with the lines it was printed on."""

    __tablename__ = "clause"
    notice_id: Mapped[str] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    parent: Mapped[str | None] = mapped_column(String(40))
    position: Mapped[int] = mapped_column(Integer)
    line: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)


class EntryRow(Table):
    """An entry of a record: a fact, a silence, a deferral or boilerplate (``part`` says which)."""

    __tablename__ = "entry"
    notice_id: Mapped[str] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(12), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str | None] = mapped_column(String(20))
    clause: Mapped[str | None] = mapped_column(String(40))
    say: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, object]] = mapped_column(JSON)


class TopicRow(Table):
    """What a notice holds on a topic: stated, not_stated or deferred, by entry."""

    __tablename__ = "topic"
    notice_id: Mapped[str] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(40), primary_key=True)
    part: Mapped[str] = mapped_column(String(12), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
