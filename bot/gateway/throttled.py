"""The same warning many times a second is said a few times and then counted: a log that fills a disk helps nobody."""

from __future__ import annotations

import logging
import threading
import time

FREE = 20  # lines of one kind in one window
WINDOW = 10.0  # seconds
KINDS = 500  # kinds remembered; then all are forgotten


class Throttled(logging.Filter):
    """Lets `FREE` warnings and errors of one kind pass in `WINDOW` seconds. A kind is a place in the program and not a
    text, which may hold anything. The first line of the next window says how many were left out. What is below a
    warning passes: one line for each request is what the log of requests is for."""

    def __init__(self, free: int = FREE, window: float = WINDOW) -> None:
        super().__init__()
        self._free, self._window = free, window
        self._seen: dict[tuple[str, int, str], tuple[float, int]] = {}
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written."""
        if record.levelno < logging.WARNING:
            return True
        kind, now = (record.name, record.lineno, record.levelname), time.monotonic()
        with self._lock:
            if len(self._seen) > KINDS:
                self._seen.clear()
            began, count = self._seen.get(kind, (now, 0))
            left_out = 0
            if now - began > self._window:
                left_out, began, count = max(count - self._free, 0), now, 0
            self._seen[kind] = (began, count + 1)
        if left_out:
            record.msg, record.args = f"{record.getMessage()} (and {left_out} more like it left out)", ()
        return count < self._free
