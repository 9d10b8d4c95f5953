"""What is done when a call is closed: the answer is kept as it was given, and a question without one is listed."""

from __future__ import annotations

from bot.desk.misses.kinds import of_card, source_of
from bot.desk.misses.store import Misses
from bot.privacy.masking import mask
from policies_kb.today import today

from .cards import Card
from .direct import direct
from .given import Given


def close(card: Card, given: Given, misses: Misses) -> None:
    """Keeps the answer of a closed card, and lists it as a miss where it is one."""
    day = card.day or today()
    found = direct(mask(card.question), card, day) if card.question else None
    if found is not None:
        given.keep(card.number, found.content(day))
    misses.put(source_of(card), of_card(card, found))
