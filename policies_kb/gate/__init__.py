"""The one gate before anything is served: record, typed values, rules, coverage, structure, probes."""

from __future__ import annotations

from .examine import Examination, check_sources, examine

__all__ = ["Examination", "check_sources", "examine"]
