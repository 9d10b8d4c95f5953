"""Reads numbers, dates, moments and names in official texts. Nothing here knows a notice."""

from __future__ import annotations

from .dates import END_OF_DAY, DateRange, Moment, in_digits, moments, ranges
from .mentions import Mention, mentions
from .numerals import counts, figures, numbers, numeral_value
from .plain import plain

__all__ = [
    "END_OF_DAY",
    "DateRange",
    "Mention",
    "Moment",
    "counts",
    "figures",
    "in_digits",
    "mentions",
    "moments",
    "numbers",
    "numeral_value",
    "plain",
    "ranges",
]
