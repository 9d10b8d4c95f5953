"""Which notice covers whom, and when: one resolver of place, series, path, round and day."""

from __future__ import annotations

from .resolve import Fit, Resolution, covers_region, covers_series, offers, resolve
from .timeline import Timeline, nearest, over, standing, timeline

__all__ = [
    "Fit",
    "Resolution",
    "Timeline",
    "covers_region",
    "covers_series",
    "nearest",
    "offers",
    "over",
    "resolve",
    "standing",
    "timeline",
]
