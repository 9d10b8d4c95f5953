"""What one person has to prepare, by when and along which route: the facts of a notice, filtered for them.

``make_checklist(notice, target, applicant, as_of)`` gives a ``Checklist``; ``calendar_of`` its dates as iCalendar.
"""

from __future__ import annotations

from .build import make_checklist
from .calendar import calendar_of
from .link import Case, LinkExpired, LinkInvalid, make_token, read_token
from .model import Checklist, Item, PostingStart, StageDates
from .workdays import BeyondCalendar, latest_start

__all__ = [
    "BeyondCalendar",
    "Case",
    "Checklist",
    "Item",
    "LinkExpired",
    "LinkInvalid",
    "PostingStart",
    "StageDates",
    "calendar_of",
    "latest_start",
    "make_checklist",
    "make_token",
    "read_token",
]
