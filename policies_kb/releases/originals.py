"""The file that a notice was drafted from, kept with its releases.

A notice names its original in ``original.yml``, a file of the notice as any other: so a release's digest covers which
original it is, and the original's own digest covers its bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

import yaml
from sqlalchemy import select

from policies_kb.loading import NoticeSource
from policies_kb.loading.source import ORIGINAL

from .sessions import reading, writing
from .tables import OriginalRow

KINDS = ("txt", "docx", "doc", "pdf", "html")


@dataclass(frozen=True)
class Original:
    """A file as it was handed in. ``kind``: txt, docx, doc, pdf or html, by its content; ``by``: who handed it in."""

    name: str
    kind: str
    content: bytes
    by: str
    at: datetime

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Named:
    """What ``original.yml`` says: the file's name, its kind and the SHA-256 of its bytes."""

    name: str
    kind: str
    digest: str


def keep_original(url: str, original: Original) -> str:
    """Keeps the file for ever and returns its digest; a file that is there already is not stored twice."""
    with writing(url) as session:
        if session.scalar(select(OriginalRow.digest).where(OriginalRow.digest == original.digest)) is None:
            session.add(
                OriginalRow(
                    digest=original.digest,
                    name=original.name,
                    kind=original.kind,
                    content=original.content,
                    by=original.by,
                    at=original.at.astimezone(UTC),
                )
            )
    return original.digest


def original(url: str, digest: str) -> Original | None:
    """The file with this digest. Raises StoreError when the database is out of reach."""
    with reading(url) as session:
        row = session.get(OriginalRow, digest)
        return Original(row.name, row.kind, row.content, row.by, row.at) if row else None


def naming(name: str, kind: str, digest: str) -> str:
    """The text of ``original.yml``."""
    return yaml.safe_dump({"name": name, "kind": kind, "sha256": digest}, allow_unicode=True, sort_keys=False)


def named(source: NoticeSource) -> Named | None:
    """The original that a notice names; None where it names none, or not as we write it."""
    text = source.files.get(ORIGINAL)
    if text is None:
        return None
    try:
        said = yaml.safe_load(text)
        found = Named(str(said["name"]), str(said["kind"]), str(said["sha256"]))
    except (yaml.YAMLError, KeyError, TypeError):
        return None
    return found if found.kind in KINDS else None
