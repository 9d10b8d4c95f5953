"""Search over clauses and their facts, in SQL: the same results in the same order on SQLite and on PostgreSQL."""

from __future__ import annotations

from .index import Index, StaleIndex, open_index
from .model import Asked, Facet, Fact, Filters, Found, Result, RoundState, Snippet, UnknownFilter
from .naming import ALL_ROUNDS, named_filters
from .searcher import Searcher
from .serving import index_release, make_ready, search

__all__ = [
    "ALL_ROUNDS",
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
    "index_release",
    "make_ready",
    "named_filters",
    "open_index",
    "search",
]
