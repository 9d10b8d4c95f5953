"""The same trouble at every look is said once, and again after a while: a log that nobody can read helps nobody."""

from __future__ import annotations

import time
from collections.abc import Callable

AGAIN_AFTER = 600.0  # seconds


class Seldom:
    """Whether to say what is wrong: at the change, and every ``again_after`` seconds while it lasts."""

    def __init__(self, again_after: float = AGAIN_AFTER, clock: Callable[[], float] = time.monotonic) -> None:
        self._again_after, self._clock = again_after, clock
        self._said = ""
        self._at = 0.0

    def due(self, trouble: str) -> bool:
        """Whether this is to be said now; counts as said then."""
        now = self._clock()
        if trouble == self._said and now - self._at < self._again_after:
            return False
        self._said, self._at = trouble, now
        return True

    def over(self) -> bool:
        """Nothing is wrong any more; whether something had been said."""
        ended, self._said = bool(self._said), ""
        return ended
