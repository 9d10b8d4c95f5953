"""What people tell about themselves in free words, as applicant fields. Only what is said; nothing is guessed."""

from __future__ import annotations

from .relative import TIMES, beside
from .tell import Told, tell

__all__ = ["TIMES", "Told", "beside", "tell"]
