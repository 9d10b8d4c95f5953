"""Which release served when, what each changed, and going back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from .database import absent, connected
from .differences import Difference, Kind, compare
from .drafts import named
from .errors import NoRelease, RefusedRelease, ReleaseError
from .fitting import Gate
from .making import activate
from .migrating import revision
from .sessions import EMPTY, reading, writing
from .stored import current_number, documents, release_row
from .tables import ActivationRow, DifferenceRow, ReleaseRow


@dataclass(frozen=True)
class Release:
    """A release without its documents; ``previous``: the one that ``differences`` count from."""

    number: int
    made_at: datetime
    author: str
    reviewer: str | None
    reason: str
    origin: str
    digest: str
    previous: int | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Activation:
    """One beginning of service: ``kind`` is release or rollback."""

    seq: int
    at: datetime
    by: str
    reason: str
    kind: str
    release: Release


def current(url: str) -> int | None:
    """The number of the current release; None when there is none. One query, made for asking often."""
    with connected(url) as engine:
        if absent(engine):
            return None
        with engine.connect() as connection, Session(connection) as session:
            try:
                return current_number(session)
            except SQLAlchemyError:
                session.rollback()
                if revision(session.connection()) is None:
                    return None  # the tables are still to be made
                raise


def log(url: str) -> list[Activation]:
    """Every activation, the current one first."""
    with reading(url) as session:
        differences: dict[int, list[Difference]] = {}
        for row in session.scalars(select(DifferenceRow).order_by(DifferenceRow.notice_id, DifferenceRow.file_name)):
            found = Difference(row.notice_id, row.file_name, cast(Kind, row.kind), row.lines_added, row.lines_removed)
            differences.setdefault(row.release, []).append(found)
        releases = {row.number: _release(row, differences.get(row.number, [])) for row in _rows(session)}
        return [
            Activation(row.seq, row.at, row.by, row.reason, row.kind, releases[row.release])
            for row in session.scalars(select(ActivationRow).order_by(ActivationRow.seq.desc()))
        ]


def difference(url: str, before: int, after: int) -> list[Difference]:
    """What release ``after`` has otherwise than ``before``, with the text of each file's difference.

    Raises ReleaseError for an unknown number.
    """
    with reading(url) as session:
        return compare(documents(session, before), documents(session, after))


def rollback(url: str, number: int, by: str, reason: str, gate: Gate | None = None) -> None:
    """Makes an earlier release current again; all releases stay.

    Raises ReleaseError when ``number`` is unknown or current, RefusedRelease when the program, which may have
    changed since, can no longer serve it (``gate``).
    """
    who, why = named(by, "退回的人"), reason.strip()
    if not why:
        raise ReleaseError("没有写退回的理由")
    with writing(url) as session:
        release_row(session, number)
        if current_number(session) == number:
            raise ReleaseError(f"第 {number} 号就是当前的发布")
        if gate and (problems := gate(documents(session, number))):
            raise RefusedRelease(problems)
        activate(session, number, who, why, "rollback")


def activated(url: str) -> list[int]:
    """The numbers of releases that have served, each once, the current one first. Raises NoRelease without any."""
    with reading(url) as session:
        numbers = list(dict.fromkeys(session.scalars(select(ActivationRow.release).order_by(ActivationRow.seq.desc()))))
    if not numbers:
        raise NoRelease(EMPTY)
    return numbers


def _rows(session: Session) -> list[ReleaseRow]:
    return list(session.scalars(select(ReleaseRow)))


def _release(row: ReleaseRow, differences: list[Difference]) -> Release:
    return Release(
        row.number,
        row.made_at,
        row.author,
        row.reviewer,
        row.reason,
        row.origin,
        row.digest,
        row.previous,
        tuple(differences),
    )
