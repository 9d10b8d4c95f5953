"""The phrases that may be said in this turn: those of the door's settings, none where nothing was switched on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .phrases import Phrases

_turn: ContextVar[Phrases | None] = ContextVar("phrases_of_turn", default=None)


def spoken() -> Phrases | None:
    """The phrases of this turn; None where other languages are switched off."""
    return _turn.get()


@contextmanager
def speaking(phrases: Phrases | None) -> Iterator[None]:
    """Has the turn inside speak other languages, in these phrases."""
    token = _turn.set(phrases)
    try:
        yield
    finally:
        _turn.reset(token)
