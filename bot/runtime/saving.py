"""What is saved with a turn besides its events, told by the turn to the store without Rasa in between."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any


@dataclass
class Saving:
    """``key``: hash of the message's id, "" for a message without one; ``replies``: what the turn answers, once its
    actions have run; ``stored``: whether the turn stands in the database."""

    key: str
    replies: Callable[[], list[dict[str, Any]]]
    stored: bool = False


saving: ContextVar[Saving | None] = ContextVar("saving_of_turn", default=None)
