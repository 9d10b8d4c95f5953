"""The clauses that hold the words in the box, limited hard to what the card has fixed."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date

from policies_kb.model.rounds import Round
from policies_kb.releases import StoreError
from policies_kb.search import Asked, Filters, Found, Result, search

from .cards import Card

SHOWN = 6
LOOKED_AT = 4 * SHOWN  # results of which those of the answer's own notices are picked first
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
        return search(Asked(text[:LONGEST], day, filters, LOOKED_AT))
    except StoreError:
        logger.exception("no index to search in")
        return None


def own_and_others(found: Found | None, notices: Collection[str]) -> tuple[list[Result], list[Result]]:
    """The results of the notices that the answer speaks from, and those of others, which must not be read as theirs:
    a notice for one series covers the place, too. Where the answer speaks from none, all results are one list."""
    results = found.results if found else ()
    own = [one for one in results if not notices or one.notice_id in notices][:SHOWN]
    return own, [one for one in results if one not in own and one.notice_id not in notices][: SHOWN - len(own)]


def _round(card: Card) -> Round | None:
    """The round that the card names; a step from the present one (上一批) is settled by the direct answer alone."""
    named = [Round(year=wish.year, half=wish.half, batch=wish.batch) for wish in card.scope.rounds if wish.year]
    return named[0] if named else None
