"""Everyday words that officials add to a release: for a topic, a place or a series. Nothing is trained for them."""

from __future__ import annotations

from .book import BOOK, FILE, BookFault, Kind, Word, Wordbook, apart, book_of, overlaid

__all__ = ["BOOK", "FILE", "BookFault", "Kind", "Word", "Wordbook", "apart", "book_of", "overlaid"]
