"""The clauses that hold the words in the box, limited hard to what the card has fixed."""

from __future__ import annotations

import logging
from datetime import date

from policies_kb.model.rounds import Round
from policies_kb.releases import StoreError
from policies_kb.search import Asked, Filters, Found, search

from .cards import Card

SHOWN = 6
LONGEST = 80  # characters that are searched for
logger = logging.getLogger(__name__)


def clauses(text: str, card: Card, day: date) -> Found | None:
    """The clauses found; None where no index can be had: the direct answer does without."""
    filters = Filters(
        place=card.scope.regions[0] if card.scope.regions else None,
        series=card.scope.series[0] if card.scope.series else None,
        path=card.scope.path,
        round=_round(card),
    )
    try:
        return search(Asked(text[:LONGEST], day, filters, SHOWN))
    except StoreError:
        logger.exception("no index to search in")
        return None


def _round(card: Card) -> Round | None:
    """The round that the card names; a step from the present one (上一批) is settled by the direct answer alone."""
    named = [Round(year=wish.year, half=wish.half, batch=wish.batch) for wish in card.scope.rounds if wish.year]
    return named[0] if named else None
