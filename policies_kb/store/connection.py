"""Opens the database, and says in one line what keeps it shut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError


class StoreError(RuntimeError):
    """The store is absent, out of reach, of another version or out of date; the message says how to mend it."""


@contextmanager
def connected(url: str) -> Iterator[Engine]:
    """An engine for ``url``, disposed of afterwards. Whatever the database refuses becomes a StoreError."""
    try:
        engine = create_engine(make_url(url))
    except ModuleNotFoundError as error:
        raise StoreError(f"this URL needs the driver {error.name}: install it") from error
    except ArgumentError as error:  # its message may hold the URL and with it a password
        raise StoreError("the URL of the store is not one that SQLAlchemy knows: correct it") from error
    try:
        yield engine
    except SQLAlchemyError as error:
        raise StoreError(f"the database refuses ({type(error).__name__}): check its URL and its rights") from error
    finally:
        engine.dispose()
