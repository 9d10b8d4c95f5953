"""Reads numbers, dates and moments in official texts. Nothing here knows a notice."""

from __future__ import annotations

from .dates import DateRange, Moment, moments, ranges
from .numerals import counts, numbers
from .plain import plain

__all__ = ["DateRange", "Moment", "counts", "moments", "numbers", "plain", "ranges"]
