"""Search over clauses and their facts, in SQL: the same results in the same order on SQLite and on PostgreSQL."""

from __future__ import annotations

from .index import Index, StaleIndex, open_index
from .model import Asked, Facet, Fact, Filters, Found, Result, RoundState, Snippet, UnknownFilter
from .searcher import Searcher

__all__ = [
    "Asked",
    "Facet",
    "Fact",
    "Filters",
    "Found",
    "Index",
    "Result",
    "RoundState",
    "Searcher",
    "Snippet",
    "StaleIndex",
    "UnknownFilter",
    "open_index",
]
