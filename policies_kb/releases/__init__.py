"""Numbered releases of the notices, in SQL: drafts, review, release, going back. SQLite, or PostgreSQL by URL.

What serves is a snapshot of one release (``policies_kb.store``). Files are opaque texts here; what makes a notice fit
to be released is the caller's ``gate``.
"""

from __future__ import annotations

from .contents import counted, export, sources
from .differences import Difference, compare
from .drafts import Draft, Imported, discard, drafts, import_folder, submit
from .errors import NoRelease, RefusedRelease, ReleaseError, StoreError
from .fitting import Gate
from .history import Activation, Release, activated, current, difference, log, rollback
from .migrating import upgrade
from .originals import Original, keep_original, original
from .releasing import release, release_reviewed
from .seeding import Seeded, seed
from .stored import Snapshot

__all__ = [
    "Activation",
    "Difference",
    "Draft",
    "Gate",
    "Imported",
    "NoRelease",
    "Original",
    "RefusedRelease",
    "Release",
    "ReleaseError",
    "Seeded",
    "Snapshot",
    "StoreError",
    "activated",
    "compare",
    "counted",
    "current",
    "difference",
    "discard",
    "drafts",
    "export",
    "import_folder",
    "keep_original",
    "log",
    "original",
    "release",
    "release_reviewed",
    "rollback",
    "seed",
    "sources",
    "submit",
    "upgrade",
]
