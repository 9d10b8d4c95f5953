"""What one person has to prepare, by when and along which route: the facts of a notice, filtered for them.

``make_checklist(notice, target, applicant, as_of)`` gives a ``Checklist``; ``calendar_of`` its dates as iCalendar.
``make_list(notice, as_of)`` is the list of materials for whoever asks.
"""

from __future__ import annotations

from .build import make_checklist
from .calendar import calendar_of
from .link import Case, LinkExpired, LinkInvalid, make_token, read_token
from .materials import make_list
from .model import Checklist, Item, MaterialList, PostingStart, StageDates, rows
from .wanted import ListWanted, asks_own_list, list_topics, part_of, wanted
from .workdays import BeyondCalendar, latest_start

__all__ = [
    "BeyondCalendar",
    "Case",
    "Checklist",
    "Item",
    "LinkExpired",
    "LinkInvalid",
    "ListWanted",
    "MaterialList",
    "PostingStart",
    "StageDates",
    "asks_own_list",
    "calendar_of",
    "latest_start",
    "list_topics",
    "make_checklist",
    "make_list",
    "make_token",
    "part_of",
    "read_token",
    "rows",
    "wanted",
]
