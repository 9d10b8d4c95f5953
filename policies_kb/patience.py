"""A connection to PostgreSQL that does not wait for ever.

The server's own limit on a statement does nothing while the server hangs, and a hanging server keeps its connections
open; so whoever asked gives up by its own clock.
"""

from __future__ import annotations

import time
from typing import Any

import psycopg
from sqlalchemy import event
from sqlalchemy.engine import Engine


class PatientConnection(psycopg.Connection[Any]):
    """``patience``: seconds to wait for any one answer; then the connection is closed and OperationalError raised."""

    patience = 60.0

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Waits for what ``gen`` waits for, at most ``patience`` (or ``timeout``, where psycopg names one)."""
        began = time.monotonic()
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.OperationalError as late:
            if timeout is not None or time.monotonic() - began < self.patience:
                raise
            self.pgconn.finish()  # the answer may still come, and must not be taken for the next one's
            raise psycopg.OperationalError(f"no answer within {self.patience:g} s") from late


def give_patience(engine: Engine, seconds: float) -> None:
    """Every connection that ``engine`` (of the driver psycopg) opens from now on waits ``seconds`` for an answer."""

    def connect(_dialect: Any, _record: Any, arguments: Any, named: Any) -> PatientConnection:
        opened = PatientConnection.connect(*arguments, **named)
        opened.patience = seconds
        return opened

    event.listen(engine, "do_connect", connect)
