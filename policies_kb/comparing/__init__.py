"""Two notices, or two rounds of one line, side by side: topic by topic, fact by fact, with what differs marked."""

from __future__ import annotations

from .differing import Marked, marked_words
from .neighbour import neighbour
from .releases import Changed, changed
from .rows import Comparison, Row, Side, compare

__all__ = ["Changed", "Comparison", "Marked", "Row", "Side", "changed", "compare", "marked_words", "neighbour"]
