"""Two notices, or two rounds of one, side by side."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from aiohttp import web

from bot.gateway.state import KNOWLEDGE_BASE
from bot.staff.roles import Permission
from policies_kb.comparing import compare, neighbour
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.scope import resolve, timeline
from policies_kb.today import today

from .access import needs, present
from .calls.cards import Cards, NoCard
from .calls.console import CARDS
from .pages import render

routes = web.RouteTableDef()
LONGEST = 40  # characters of a filter
LONGEST_NUMBER = 15  # digits of a card's


@routes.get("/compare")
@needs(Permission.ANSWER_CALLS)
async def side_by_side(request: web.Request) -> web.Response:
    """``one`` and ``other`` name notices; without them those of the caller's card ``call``, else the newest ones.

    ``topic``: only the topics of these words. What is in force is told as of the card's day, else today's.
    """
    base: KnowledgeBase = request.config_dict[KNOWLEDGE_BASE]()
    call = request.query.get("call", "")
    day, chosen = await _of_card(request, call, base) if call else (today(), None)
    one = _named(request, "one", base) or chosen or timeline(base).current(day)[0]
    other = _named(request, "other", base) or neighbour(one, base, day)
    wanted = request.query.get("topic", "").strip()[:LONGEST]
    times = timeline(base)
    topics = _topics(wanted, base)
    found = await asyncio.to_thread(compare, times.as_of(one, day), times.as_of(other, day), base.reference, topics)
    notices = sorted(base.notices.values(), key=lambda notice: (notice.head.line, notice.head.round.order))
    context: dict[str, Any] = {"one": one, "other": other, "found": found, "call": call, "topic": wanted}
    context |= {"names": base.names, "notices": notices, "topics": base.reference.topics.values()}
    return await render(request, "compare.html", **context)


async def _of_card(request: web.Request, number: str, base: KnowledgeBase) -> tuple[date, Notice | None]:
    """The day that the card asks about, and the first notice for its place and series; None while none is fixed."""
    cards: Cards = request.config_dict[CARDS]
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise web.HTTPNotFound
    try:
        card = await asyncio.to_thread(cards.read, int(number), (await present(request)).name)
    except NoCard as none:
        raise web.HTTPNotFound from none
    day = card.day or today()
    found = resolve(card.scope, base, day).notices if card.scope.regions or card.scope.series else ()
    return day, next(iter(found), None)


def _named(request: web.Request, side: str, base: KnowledgeBase) -> Notice | None:
    """The notice that a side names; 404 for one that is not on file."""
    name = request.query.get(side, "")
    if name and name not in base.notices:
        raise web.HTTPNotFound
    return base.notices.get(name)


def _topics(wanted: str, base: KnowledgeBase) -> frozenset[str] | None:
    """The topics that are called so, or that people ask about in these words; None for all of them."""
    if not wanted:
        return None
    reference = base.reference
    named = frozenset(topic.id for topic in reference.topics.values() if wanted in topic.name)
    return named or frozenset(
        topic.id
        for topic in reference.topics.values()
        if wanted in topic.covers or wanted in reference.words.topics.get(topic.id, ())
    )
