"""What is done when a call is closed: the answer is kept as it was given, a question without one is listed, the call
counts among the figures."""

from __future__ import annotations

from bot.desk.misses.kinds import CLOSED_AS_MISS, of_card, source_of
from bot.desk.misses.store import Misses
from bot.figures import Figures, Tally
from bot.figures.turns import CLAUSE_ONLY, of_topics
from bot.privacy.masking import mask
from policies_kb.today import in_beijing, today

from .cards import Card
from .direct import Direct, direct
from .given import Given

DOOR = "desk"


def close(card: Card, given: Given, misses: Misses, figures: Figures) -> None:
    """Keeps the answer of a closed card, lists it as a miss where it is one, and counts it."""
    day = card.day or today()
    found = direct(mask(card.question), card, day) if card.question else None
    if found is not None:
        given.keep(card.number, found.content(day))
    misses.put(source_of(card), of_card(card, found))
    figures.put_card(card.number, counted(card, found))


def counted(card: Card, found: Direct | None) -> list[Tally]:
    """The figures of a call; none where nothing was asked of the assistant."""
    if found is None:
        return []
    status = CLAUSE_ONLY if found.clause_only else found.status
    return of_topics(
        day=in_beijing(card.began_at).date().isoformat(),
        door=DOOR,
        # the clerk knows better whether the caller was answered
        status=CLOSED_AS_MISS if card.outcome == CLOSED_AS_MISS else status,
        topics=found.topics,
        silent=[used.topic for used in found.used if not used.fact],
        aspects=found.silent_on,
        region=next(iter(card.scope.regions or found.named.regions), ""),
        series=next(iter(card.scope.series or found.named.series), ""),
        release=found.release,
    )
