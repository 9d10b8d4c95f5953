"""Reads numbers, dates, moments and names in official texts. Nothing here knows a notice."""

from __future__ import annotations

from .dates import END_OF_DAY, DateRange, Moment, in_digits, moments, ranges
from .enumerated import Item, enumerated
from .mentions import Mention, mentions
from .numerals import counts, figures, numbers, numeral_value
from .plain import plain
from .slips import Slip, mend, slips
from .stretches import CLAUSE, SENTENCE, bracketed, cut, since, until

__all__ = [
    "CLAUSE",
    "END_OF_DAY",
    "SENTENCE",
    "DateRange",
    "Item",
    "Mention",
    "Moment",
    "Slip",
    "bracketed",
    "counts",
    "cut",
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
    "since",
    "slips",
    "until",
]
