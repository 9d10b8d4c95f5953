"""What was not answered: questions that ended without an answer, in a list that is worked off at /desk/misses."""

from __future__ import annotations

from .store import KINDS, Miss, Misses

__all__ = ["KINDS", "Miss", "Misses"]
