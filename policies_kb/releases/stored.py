"""What the tables hold: the current release, the files of a release, of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from policies_kb.loading import NoticeSource
from policies_kb.loading.source import digest, digest_of, text_digest

from .errors import ReleaseError, StoreError
from .parsed import decode
from .tables import ActivationRow, DocumentRow, DraftDocumentRow, DraftRow, ReleaseDocumentRow, ReleaseRow

CHANGED = "第 {number} 号发布的内容和发布时不一样：数据库坏了或被改过，从备份恢复"
TEXTS_AT_ONCE = 200


class Snapshot(NamedTuple):
    """All of one release; ``parsed``: what its .yml files hold, by notice and file name."""

    number: int
    sources: dict[str, NoticeSource]
    parsed: dict[str, dict[str, Any]]


def current_number(session: Session) -> int | None:
    """The release of the last activation."""
    return session.scalar(select(ActivationRow.release).order_by(ActivationRow.seq.desc()).limit(1))


def current_release(session: Session) -> ReleaseRow | None:
    """The row of the current release."""
    number = current_number(session)
    return None if number is None else session.get_one(ReleaseRow, number)


def release_row(session: Session, number: int) -> ReleaseRow:
    """Raises ReleaseError when there is no such release."""
    found = session.get(ReleaseRow, number)
    if found is None:
        raise ReleaseError(f"没有第 {number} 号发布：用 log 看有哪些")
    return found


def documents(session: Session, number: int) -> dict[str, NoticeSource]:
    """The notices of release ``number`` by id."""
    return snapshot(session, number, with_parsed=False).sources


def snapshot(session: Session, number: int, *, with_parsed: bool = True) -> Snapshot:
    """Raises ReleaseError for an unknown number, StoreError when the texts are not those that were released."""
    release = release_row(session, number)
    columns = (ReleaseDocumentRow.notice_id, ReleaseDocumentRow.file_name, DocumentRow.text)
    files: dict[str, dict[str, str]] = {}
    parsed: dict[str, dict[str, Any]] = {}
    for row in session.execute(
        select(*columns, *((DocumentRow.parsed,) if with_parsed else ()))
        .join(DocumentRow, DocumentRow.digest == ReleaseDocumentRow.document_digest)
        .where(ReleaseDocumentRow.release == number)
        .order_by(ReleaseDocumentRow.notice_id, ReleaseDocumentRow.file_name)
    ):
        files.setdefault(row.notice_id, {})[row.file_name] = row.text
        if with_parsed and row.parsed is not None and row.file_name.endswith(".yml"):
            parsed.setdefault(row.notice_id, {})[row.file_name] = decode(row.parsed)
    sources = {notice_id: NoticeSource(notice_id, found) for notice_id, found in sorted(files.items())}
    if digest(sources) != release.digest:
        raise StoreError(CHANGED.format(number=number))
    return Snapshot(number, sources, parsed)


def count_of(session: Session, number: int) -> int:
    """How many notices a release has."""
    asked = select(func.count(ReleaseDocumentRow.notice_id.distinct())).where(ReleaseDocumentRow.release == number)
    return session.scalar(asked) or 0


def listed(session: Session, number: int) -> dict[str, dict[str, str]]:
    """The digest of every file of a release, by notice and file name, each text held against it.

    Raises as ``snapshot`` does. A text is read to be proved, and not kept.
    """
    release = release_row(session, number)
    of_release = ReleaseDocumentRow.release == number
    files: dict[str, dict[str, str]] = {}
    columns = (ReleaseDocumentRow.notice_id, ReleaseDocumentRow.file_name, ReleaseDocumentRow.document_digest)
    for row in session.execute(select(*columns).where(of_release).order_by(*columns[:2])):
        files.setdefault(row.notice_id, {})[row.file_name] = row.document_digest
    texts = (
        select(DocumentRow.digest, DocumentRow.text)
        .where(DocumentRow.digest.in_(select(ReleaseDocumentRow.document_digest).where(of_release)))
        .execution_options(yield_per=TEXTS_AT_ONCE)
    )
    sound = all(text_digest(row.text) == row.digest for row in session.execute(texts))
    if not sound or digest_of(files) != release.digest:
        raise StoreError(CHANGED.format(number=number))
    return files


def opened(session: Session, notice_id: str, digests: Mapping[str, str]) -> tuple[NoticeSource, dict[str, Any]]:
    """The files of one notice by their digests, and what its .yml files hold. Raises StoreError when they changed."""
    texts: dict[str, str] = {}
    parsed: dict[str, Any] = {}
    for name, wanted in digests.items():
        row = session.get(DocumentRow, wanted)
        if row is None or text_digest(row.text) != wanted:
            raise StoreError(f"“{notice_id}”的内容和发布时不一样：数据库坏了或被改过，从备份恢复")
        texts[name] = row.text
        if row.parsed is not None and name.endswith(".yml"):
            parsed[name] = decode(row.parsed)
    return NoticeSource(notice_id, texts), parsed


def drafted(session: Session, drafts: Iterable[DraftRow]) -> dict[str, NoticeSource]:
    """The files of these drafts by notice id."""
    files: dict[str, dict[str, str]] = {draft.notice_id: {} for draft in drafts}
    for row in session.scalars(select(DraftDocumentRow).where(DraftDocumentRow.notice_id.in_(files))):
        files[row.notice_id][row.file_name] = row.text
    return {notice_id: NoticeSource(notice_id, found) for notice_id, found in sorted(files.items())}


def merged(
    base: Mapping[str, NoticeSource], changed: Mapping[str, NoticeSource], removed: Iterable[str] = ()
) -> dict[str, NoticeSource]:
    """``base`` with ``changed`` in the place of what it holds of them, and without ``removed``."""
    gone = set(removed)
    whole = {notice_id: source for notice_id, source in {**base, **changed}.items() if notice_id not in gone}
    return dict(sorted(whole.items()))
