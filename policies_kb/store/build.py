"""Writes a checked knowledge base into a database, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, inspect, select
from sqlalchemy.orm import Session

from policies_kb.loading import KnowledgeBase, Notice

from .connection import connected
from .tables import SCHEMA, ClauseRow, EntryRow, MetaRow, NoticeRow, Table, TopicRow

PARTS = ("facts", "not_stated", "deferred", "boilerplate")


def build(base: KnowledgeBase, url: str, fingerprint: str) -> int:
    """Replaces what the database holds; returns the number of rows. One transaction: a failure changes nothing.

    Raises StoreError when the database is out of reach.
    """
    with connected(url) as engine:
        if engine.url.get_backend_name() == "sqlite" and engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        _prepare(engine)
        with Session(engine) as session, session.begin():
            for table in reversed(Table.metadata.sorted_tables):
                session.execute(table.delete())
            rows = [row for notice in base.notices.values() for row in _rows(notice)]
            session.add_all([MetaRow(key="schema", value=SCHEMA), MetaRow(key="fingerprint", value=fingerprint)])
            session.add_all(row for row in rows if isinstance(row, NoticeRow))
            session.flush()  # the notices first: everything else points to them
            session.add_all(row for row in rows if not isinstance(row, NoticeRow))
        return len(rows) + 2


def _prepare(engine: Engine) -> None:
    """Makes the tables; those of another schema, which nothing reads any more, go first."""
    if inspect(engine).has_table(MetaRow.__tablename__):
        with Session(engine) as session:
            schema = session.scalar(select(MetaRow.value).where(MetaRow.key == "schema"))
        if schema != SCHEMA:
            Table.metadata.drop_all(engine)
    Table.metadata.create_all(engine)


def _rows(notice: Notice) -> Iterator[Table]:
    head = notice.head
    yield NoticeRow(
        id=notice.id,
        title=head.title,
        issuer=head.issuer,
        year=head.year,
        head=head.model_dump(mode="json"),
        text=notice.text,
    )
    for position, clause in enumerate(notice.tree.clauses.values()):
        yield ClauseRow(
            notice_id=notice.id,
            id=clause.id,
            parent=clause.parent,
            position=position,
            line=clause.line,
            text=clause.text,
        )
    for part in PARTS:
        for position, entry in enumerate(getattr(notice.record, part)):
            payload = entry.model_dump(mode="json")
            yield EntryRow(
                notice_id=notice.id,
                part=part,
                position=position,
                kind=payload.get("kind"),
                clause=payload.get("clause"),
                say=payload.get("say", ""),
                payload=payload,
            )
            topics = entry.topics if part != "boilerplate" else ()
            for topic in dict.fromkeys(topics):
                yield TopicRow(notice_id=notice.id, topic=topic, part=part, position=position)
