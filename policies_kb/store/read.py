"""Reads the knowledge base back from its database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, select
from sqlalchemy.orm import Session

from policies_kb.clauses import parse
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.loading.knowledge_base import build_cells
from policies_kb.model.record import Record
from policies_kb.reference import load_reference

from .build import PARTS
from .connection import StoreError, connected
from .tables import SCHEMA, EntryRow, MetaRow, NoticeRow


def check(url: str, fingerprint: str | None = None) -> None:
    """Looks at the store without reading it; raises StoreError as ``read`` does."""
    with connected(url) as engine:
        _check(engine, fingerprint)


def read(url: str, fingerprint: str | None = None) -> KnowledgeBase:
    """The knowledge base of the store at ``url``.

    Raises StoreError when it is absent, out of reach or of another schema, and, where ``fingerprint`` is given, when
    it was built from other files.
    """
    with connected(url) as engine:
        _check(engine, fingerprint)
        with Session(engine) as session:
            reference = load_reference()
            notices = {}
            for row in session.scalars(select(NoticeRow).order_by(NoticeRow.id)):
                entries = list(
                    session.scalars(
                        select(EntryRow).where(EntryRow.notice_id == row.id).order_by(EntryRow.part, EntryRow.position)
                    )
                )
                parts = {part: [entry.payload for entry in entries if entry.part == part] for part in PARTS}
                record = Record.model_validate({"notice": row.head, **parts})
                notices[row.id] = Notice(record, row.text, parse(row.text), build_cells(record, reference))
            return KnowledgeBase(notices, reference)


def _check(engine: Engine, fingerprint: str | None) -> None:
    where = engine.url
    if where.get_backend_name() == "sqlite" and not Path(where.database or "").is_file():
        raise StoreError(f"no knowledge base at {where.database}: run `python -m policies_kb build`")
    if not inspect(engine).has_table(MetaRow.__tablename__):
        raise StoreError("the database holds no knowledge base: run `python -m policies_kb build`")
    with Session(engine) as session:
        meta = {row.key: row.value for row in session.scalars(select(MetaRow))}
    if meta.get("schema") != SCHEMA:
        raise StoreError("the store has another schema: run `python -m policies_kb build`")
    if fingerprint and meta.get("fingerprint") != fingerprint:
        raise StoreError("the records have changed since the store was built: run `python -m policies_kb build`")
