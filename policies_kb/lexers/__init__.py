"""Reads numbers, dates, moments and names in official texts. Nothing here knows a notice."""

from __future__ import annotations

from .dates import END_OF_DAY, DateRange, Moment, in_digits, moments, ranges
from .enumerated import Item, enumerated
from .mentions import Mention, mentions
from .numerals import counts, figures, numbers, numeral_value
from .plain import plain
from .slips import Slip, mend, slips

__all__ = [
    "END_OF_DAY",
    "DateRange",
    "Item",
    "Mention",
    "Moment",
    "Slip",
    "counts",
    "enumerated",
    "figures",
    "in_digits",
    "mend",
    "mentions",
    "moments",
    "numbers",
    "numeral_value",
    "plain",
    "ranges",
    "slips",
]
