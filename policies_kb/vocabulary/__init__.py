"""The knowledge base's own words: finding places, series, paths, levels and educations in what people type."""

from __future__ import annotations

from .gazetteer import Gazetteer, Mention, build_gazetteer

__all__ = ["Gazetteer", "Mention", "build_gazetteer"]
