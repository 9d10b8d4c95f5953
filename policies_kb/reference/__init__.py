"""Reference data: regions, series, topics and the words for them. Data, not facts of any notice."""

from __future__ import annotations

from .data import Reference, Region, Series, Topic, load_reference

__all__ = ["Reference", "Region", "Series", "Topic", "load_reference"]
