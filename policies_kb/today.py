"""The day and moment of asking: Beijing's, wherever the server stands.

The notices' dates and hours are official time and name no zone. A host whose clock is set to another one would call a
window closed a day early or open a day late. Stored timestamps stay in UTC.
"""

from __future__ import annotations

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment in official time."""
    return in_beijing(time.time())


def today() -> date:
    """The day that it is in official time."""
    return now().date()


def in_beijing(timestamp: float) -> datetime:
    """A stored moment (seconds since 1970) as people here read it."""
    return datetime.fromtimestamp(timestamp, BEIJING)
