"""Which notice covers whom, and when: one resolver of place, series, path, round and day."""

from __future__ import annotations

from .resolve import ASKS_BACK, Fit, Resolution, covering, covers_region, covers_series, near, offers, resolve
from .timeline import Timeline, nearest, over, standing, timeline

__all__ = [
    "ASKS_BACK",
    "Fit",
    "Resolution",
    "Timeline",
    "covering",
    "covers_region",
    "covers_series",
    "near",
    "nearest",
    "offers",
    "over",
    "resolve",
    "standing",
    "timeline",
]
