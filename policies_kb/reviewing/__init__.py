"""Reviewing a drafted notice: what stands open, what a person decided, and the record that comes of it.

Nothing here knows of pages, people's accounts or databases: a review is a value that goes in and comes out.
"""

from __future__ import annotations

from .changing import ChangeRefused, Review
from .content import Content, of_draft, of_source
from .decisions import Decision, Decisions
from .item import Item, Sort
from .items import decided, prepared

__all__ = [
    "ChangeRefused",
    "Content",
    "Decision",
    "Decisions",
    "Item",
    "Review",
    "Sort",
    "decided",
    "of_draft",
    "of_source",
    "prepared",
]
