"""Writes a release and makes it the current one. The session is one of ``writing``: nobody else writes meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from policies_kb.loading import NoticeSource
from policies_kb.loading.source import digest, text_digest

from .differences import compare
from .parsed import parsed
from .stored import current_release, documents
from .tables import ActivationRow, DifferenceRow, DocumentRow, ReleaseDocumentRow, ReleaseRow, Table

AT_ONCE = 10_000  # digests asked for in one statement: SQLite takes 32,766 values at most, PostgreSQL 65,535


def make(
    session: Session,
    sources: Mapping[str, NoticeSource],
    *,
    author: str,
    reviewer: str | None,
    reason: str,
    origin: str,
) -> int:
    """The number of the new release, which follows the current one; numbers are never used twice."""
    before = current_release(session)
    number = (session.scalar(select(func.max(ReleaseRow.number))) or 0) + 1
    now = datetime.now(UTC)
    _store_documents(session, sources)
    session.execute(
        insert(ReleaseRow).values(
            number=number,
            made_at=now,
            author=author,
            reviewer=reviewer,
            reason=reason,
            origin=origin,
            digest=digest(sources),
            previous=before.number if before else None,
        )
    )
    _add(
        session,
        ReleaseDocumentRow,
        [
            {"release": number, "notice_id": source.id, "file_name": name, "document_digest": text_digest(text)}
            for source in sources.values()
            for name, text in source.files.items()
        ],
    )
    _add(
        session,
        DifferenceRow,
        [
            {
                "release": number,
                "notice_id": found.notice_id,
                "file_name": found.file_name,
                "kind": found.kind,
                "lines_added": found.lines_added,
                "lines_removed": found.lines_removed,
            }
            for found in compare(documents(session, before.number) if before else {}, sources)
        ],
    )
    activate(session, number, author, reason, "release", now)  # last: it seals the rows above
    return number


def activate(session: Session, number: int, by: str, reason: str, kind: str, at: datetime | None = None) -> None:
    """Makes release ``number`` the current one."""
    session.execute(
        insert(ActivationRow).values(release=number, at=at or datetime.now(UTC), by=by, reason=reason, kind=kind)
    )


def _store_documents(session: Session, sources: Mapping[str, NoticeSource]) -> None:
    wanted = {
        text_digest(text): (name, text) for source in sources.values() for name, text in sorted(source.files.items())
    }
    known: set[str] = set()
    keys = iter(wanted)
    while some := list(islice(keys, AT_ONCE)):
        known.update(session.scalars(select(DocumentRow.digest).where(DocumentRow.digest.in_(some))))
    new = {key: found for key, found in wanted.items() if key not in known}
    _add(
        session,
        DocumentRow,
        [{"digest": key, "text": text, "parsed": parsed(name, text)} for key, (name, text) in new.items()],
    )


def _add(session: Session, table: type[Table], rows: list[dict[str, Any]]) -> None:
    if rows:  # SQLAlchemy takes an empty list for one row of defaults
        session.execute(insert(table), rows)
