"""When each fact must be looked at again, what runs out, and which lines await the notice of a new round."""

from __future__ import annotations

from .awaited import Awaited, awaited
from .due import Due, Periods, Reason, due, load_periods, review_by

__all__ = ["Awaited", "Due", "Periods", "Reason", "awaited", "due", "load_periods", "review_by"]
