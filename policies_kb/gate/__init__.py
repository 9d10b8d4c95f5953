"""The one gate before anything is served: record, typed values, rules, coverage, structure, probes."""

from __future__ import annotations

from .examine import Examination, examine

__all__ = ["Examination", "examine"]
