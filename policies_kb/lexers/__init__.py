"""Reads numbers, dates, moments and names in official texts. Nothing here knows a notice."""

from __future__ import annotations

from .dates import DateRange, Moment, in_digits, moments, ranges
from .mentions import Mention, mentions
from .numerals import counts, numbers
from .plain import plain

__all__ = ["DateRange", "Mention", "Moment", "counts", "in_digits", "mentions", "moments", "numbers", "plain", "ranges"]
