"""What serves: an in-memory snapshot of one release, swapped whole while the process runs."""

from __future__ import annotations

from .process import current, pinned, refresh, serve, serving_base, start
from .proof import Unproved, answers, judges, prove, proved
from .snapshot import Snapshot

__all__ = [
    "Snapshot",
    "Unproved",
    "answers",
    "current",
    "judges",
    "pinned",
    "prove",
    "proved",
    "refresh",
    "serve",
    "serving_base",
    "start",
]
