"""Reads numbers, dates, moments and names in official texts. Nothing here knows a notice."""

from __future__ import annotations

from .dates import END_OF_DAY, DateRange, Moment, goes_on_with_hour, hours, in_digits, moments, parts_of_months, ranges
from .enumerated import Item, enumerated
from .mentions import Mention, mentions, occurrences
from .money import Amount, amounts
from .numerals import Count, counted, counts, figures, numbers, numeral_value
from .phones import Phone, addresses, phones
from .plain import plain
from .slips import Slip, mend, slips
from .stretches import CLAUSE, SENTENCE, bracketed, cut, since, until
from .titles import Title, titles

__all__ = [
    "CLAUSE",
    "END_OF_DAY",
    "SENTENCE",
    "Amount",
    "Count",
    "DateRange",
    "Item",
    "Mention",
    "Moment",
    "Phone",
    "Slip",
    "Title",
    "addresses",
    "amounts",
    "bracketed",
    "counted",
    "counts",
    "cut",
    "enumerated",
    "figures",
    "goes_on_with_hour",
    "hours",
    "in_digits",
    "mend",
    "mentions",
    "moments",
    "numbers",
    "numeral_value",
    "occurrences",
    "parts_of_months",
    "phones",
    "plain",
    "ranges",
    "since",
    "slips",
    "titles",
    "until",
]
