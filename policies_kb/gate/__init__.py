"""The one gate before anything is served: record, typed values, rules, coverage, structure, probes."""

from __future__ import annotations

from .examine import Examination, check_sources, examine
from .losses import losses

__all__ = ["Examination", "check_sources", "examine", "losses"]
