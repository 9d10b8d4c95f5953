"""Drafts: notices in the making. They stand outside everything that serves and can stop nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from policies_kb.documents.limits import LIMITS
from policies_kb.loading import NoticeSource
from policies_kb.loading.source import read_folder

from .differences import Difference, compare
from .errors import ReleaseError
from .original_files import read_originals
from .originals import keep_original
from .sessions import reading, writing
from .stored import current_number, documents, drafted
from .tables import DraftDocumentRow, DraftRow

State = Literal["draft", "in_review"]


@dataclass(frozen=True)
class Draft:
    """One draft; ``differences``: what it would change in the current release, by file."""

    notice_id: str
    state: State
    author: str
    updated_at: datetime
    note: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Imported:
    """What an import did, by notice id; ``replaced`` names the author whose draft gave way."""

    drafts: tuple[str, ...]
    unchanged: tuple[str, ...]
    replaced: Mapping[str, str]


def import_folder(url: str, folder: Path, author: str, note: str = "") -> Imported:
    """Makes a draft of every notice in ``folder`` that differs from the current release.

    A draft of the same notice gives way, whoever wrote it and whatever its state, unless it is the same to the byte.
    The originals beside them are kept at once, for the folder may be gone when a draft is released. Raises RecordError
    for files that are not text or not the originals that are named, ReleaseError when there is nothing to import.
    """
    who = named(author, "作者")
    sources = read_folder(folder)
    if not sources:
        raise ReleaseError(f"{folder} 里没有通知：应当指放着各通知文件夹的上一级")
    for original in read_originals(folder, sources.values(), who, LIMITS.file_size):
        keep_original(url, original)
    made, unchanged, replaced = [], [], {}
    with writing(url) as session:
        number = current_number(session)
        released = documents(session, number) if number is not None else {}
        before = {draft.notice_id: draft for draft in session.scalars(select(DraftRow))}
        drafts = drafted(session, before.values())
        for source in sources.values():
            if drafts.get(source.id) == source:
                unchanged.append(source.id)
                continue
            if source.id in before:
                replaced[source.id] = before[source.id].author
                drop(session, source.id)
            if released.get(source.id) == source:
                unchanged.append(source.id)
                continue
            _store(session, source, who, note)
            made.append(source.id)
    return Imported(tuple(made), tuple(unchanged), replaced)


def submit(url: str, notice_id: str, by: str) -> None:
    """Asks for a review. Raises ReleaseError when there is no such draft or it is in review already."""
    who = named(by, "提交人")
    with writing(url) as session:
        draft = draft_row(session, notice_id)
        if draft.state == "in_review":
            raise ReleaseError(f"{notice_id} 已经在审核中")
        draft.state = "in_review"
        draft.updated_at = datetime.now(UTC)
        if who != draft.author:
            draft.note = f"{draft.note}（{who} 提交审核）".strip()


def discard(url: str, notice_id: str) -> None:
    """Removes a draft. Raises ReleaseError when there is none."""
    with writing(url) as session:
        draft_row(session, notice_id)
        drop(session, notice_id)


def drafts(url: str) -> list[Draft]:
    """All drafts by notice id, each compared with the current release."""
    with reading(url) as session:
        rows = list(session.scalars(select(DraftRow).order_by(DraftRow.notice_id)))
        number = current_number(session)
        released = documents(session, number) if rows and number is not None else {}
        sources = drafted(session, rows)
        return [
            Draft(
                row.notice_id,
                "in_review" if row.state == "in_review" else "draft",
                row.author,
                row.updated_at,
                row.note,
                tuple(compare(_only(released, row.notice_id), _only(sources, row.notice_id))),
            )
            for row in rows
        ]


def draft_row(session: Session, notice_id: str) -> DraftRow:
    """Raises ReleaseError when there is no such draft."""
    found = session.get(DraftRow, notice_id)
    if found is None:
        raise ReleaseError(f"没有 {notice_id} 的草稿：用 drafts 看有哪些，用 import 装入")
    return found


def drop(session: Session, notice_id: str) -> None:
    """Removes a draft with its files."""
    session.execute(delete(DraftDocumentRow).where(DraftDocumentRow.notice_id == notice_id))
    session.execute(delete(DraftRow).where(DraftRow.notice_id == notice_id))


def named(who: str, role: str) -> str:
    """The name without spaces around it. Raises ReleaseError when nothing is left."""
    name = who.strip()
    if not name:
        raise ReleaseError(f"{role}没有写名字")
    return name


def _store(session: Session, source: NoticeSource, author: str, note: str) -> None:
    session.add(
        DraftRow(notice_id=source.id, state="draft", author=author, updated_at=datetime.now(UTC), note=note.strip())
    )
    session.flush()  # its files point to it
    session.add_all(
        DraftDocumentRow(notice_id=source.id, file_name=name, text=text) for name, text in source.files.items()
    )


def _only(sources: Mapping[str, NoticeSource], notice_id: str) -> dict[str, NoticeSource]:
    return {notice_id: sources[notice_id]} if notice_id in sources else {}
