"""Reads the knowledge base back from its database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from policies_kb.clauses import parse
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.loading.knowledge_base import build_cells
from policies_kb.model.record import Record
from policies_kb.reference import load_reference

from .build import PARTS
from .tables import SCHEMA, EntryRow, MetaRow, NoticeRow


class StoreError(RuntimeError):
    """The store is absent, of another version or out of date; the message says how to mend it."""


def read(url: str, fingerprint: str | None = None) -> KnowledgeBase:
    """The knowledge base of the store at ``url``.

    Raises StoreError when it is absent or of another schema, and, where ``fingerprint`` is given, when it was built
    from other files.
    """
    where = make_url(url)
    if where.get_backend_name() == "sqlite" and not Path(where.database or "").is_file():
        raise StoreError(f"no knowledge base at {where.database}: run `python -m policies_kb build`")
    engine = create_engine(where)
    try:
        with Session(engine) as session:
            meta = {row.key: row.value for row in session.scalars(select(MetaRow))}
            if meta.get("schema") != SCHEMA:
                raise StoreError("the store has another schema: run `python -m policies_kb build`")
            if fingerprint and meta.get("fingerprint") != fingerprint:
                raise StoreError(
                    "the records have changed since the store was built: run `python -m policies_kb build`"
                )
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
    except SQLAlchemyError as error:
        raise StoreError(f"the store cannot be read: {type(error).__name__}") from error
    finally:
        engine.dispose()
