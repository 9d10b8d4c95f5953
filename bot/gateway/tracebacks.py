"""Errors for the log: where and of what kind, without the texts of exceptions.

The text of an exception may quote what a person typed (`ValueError: invalid literal …`). It is kept only of kinds
that speak of the machine: files, connections, the database.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

from sqlalchemy.exc import DBAPIError

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
DEEPEST = 10  # exceptions of one chain


def without_words(error: BaseException | None) -> str:
    """The traceback with the causes, the oldest first, as Python prints it; the text of an error only where it is the
    machine's."""
    parts: list[str] = []
    for _ in range(DEEPEST):
        if error is None:
            break
        frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
        said = _machine_says(error)
        kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
        parts.append(f"Traceback (most recent call last):\n{frames}{kind}{': ' if said else ''}{said}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\n".join(reversed(parts))


def render(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """structlog's processor: puts the traceback in the place of the exception."""
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = without_words(error)
    return event


def _machine_says(error: BaseException) -> str:
    """The words of the operating system or of SQLite; SQLite names tables and columns and never a value."""
    if isinstance(error, OSError):
        number = error.errno
        return os.strerror(number) if number is not None and number in errno.errorcode else ""
    if isinstance(error, DBAPIError):
        return _machine_says(error.orig) if error.orig is not None else ""
    return str(error) if isinstance(error, sqlite3.Error) else ""
