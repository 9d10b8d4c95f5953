"""The routes of the console. Each change answers with the parts of the page that it changes; nothing reloads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from bot.desk.access import needs, present
from bot.desk.pages import render
from bot.desk.stores import CARDS, CORRECTIONS, FIGURES, GIVEN, MISSES
from bot.gateway.state import KNOWLEDGE_BASE, SETTINGS
from bot.privacy.masking import mask
from bot.staff.roles import Permission
from policies_kb.loading import KnowledgeBase
from policies_kb.model.rounds import Round, Wish
from policies_kb.today import in_beijing, today

from . import judged
from .cards import LONGEST_NOTE, OUTCOMES, Card, Cards, NoCard
from .clauses import clauses, own_and_others
from .closing import close as closed
from .direct import direct
from .forms import forms
from .keys import keys
from .messages import copies
from .ours import ours, without
from .places import places, series
from .rounds import chosen, rounds
from .sending import can_be_sent, site

routes = web.RouteTableDef()
PLACE = "/desk/calls"
LONGEST_QUESTION = 400  # characters
TOPICS = ("时间", "年限", "材料", "费用", "电话", "地址", "流程", "表格")
answer_calls = needs(Permission.ANSWER_CALLS)


@routes.get("/calls")
@answer_calls
async def calls(request: web.Request) -> web.StreamResponse:
    """The open card of this clerk, else a new one."""
    clerk = (await present(request)).name
    recent = await asyncio.to_thread(_cards(request).recent, clerk)
    card = next((card for card in recent if not card.outcome), None)
    if card is None:
        card = await asyncio.to_thread(_cards(request).begin, clerk)
    raise web.HTTPSeeOther(f"{PLACE}/{card.number}")


@routes.post("/calls")
@answer_calls
async def next_caller(request: web.Request) -> web.StreamResponse:
    """A new card."""
    card = await asyncio.to_thread(_cards(request).begin, (await present(request)).name)
    raise web.HTTPSeeOther(f"{PLACE}/{card.number}")


@routes.get("/calls/{number}")
@answer_calls
async def call(request: web.Request) -> web.Response:
    """The console with this card."""
    card = await _card(request)
    recent = await asyncio.to_thread(_cards(request).recent, card.clerk)
    began = [(one, in_beijing(one.began_at).strftime("%H:%M")) for one in recent]
    shown = await _shown(request, card)
    return await render(request, "calls.html", recent=began, topics=TOPICS, keys=keys(), q=card.question, **shown)


@routes.get("/calls/{number}/answer")
@answer_calls
async def answer(request: web.Request) -> web.Response:
    """What the words in the box come to; nothing is remembered."""
    card = await _card(request)
    text = _typed(request.query, "q", LONGEST_QUESTION)
    return await render(request, "answer.html", **await _answered(request, text, card), card=card, q=text)


@routes.post("/calls/{number}/scope")
@answer_calls
async def fix(request: web.Request) -> web.Response:
    """Place, series, round and day of the card; an empty value clears it."""
    form = await request.post()
    base = request.config_dict[KNOWLEDGE_BASE]()

    def changed(card: Card) -> Card:
        if "region" in form:
            name = str(form["region"])
            card = card.with_scope(regions=(name,) if name in base.reference.regions else ())
        if "series" in form:
            name = str(form["series"])
            card = card.with_scope(series=(name,) if name in base.reference.series else ())
        if "path" in form:
            name = str(form["path"])
            card = card.with_scope(path=name if name in base.reference.paths else None)
        if "round" in form:
            card = card.with_scope(rounds=_rounds(str(form["round"])))
        if "day" in form:
            card = replace(card, day=_day(str(form["day"])))
        return card

    return await _changed(request, changed)


@routes.post("/calls/{number}/told")
@answer_calls
async def tell(request: web.Request) -> web.Response:
    """What the caller tells of themselves, or one thing of it taken back."""
    form = await request.post()
    text, gone = _typed(form, "text", LONGEST_QUESTION), str(form.get("without", ""))
    unread = []

    def changed(card: Card) -> Card:
        if gone:
            return judged.without(card, gone)
        found, read = judged.take(card, text, card.day or today())
        if not read and text.strip():
            unread.append(text)
        return found

    return await _changed(request, changed, unread=unread)


@routes.post("/calls/{number}/outcome")
@answer_calls
async def close(request: web.Request) -> web.Response:
    """How the call ended, with a note; the question goes with it."""
    form = await request.post()
    outcome = str(form.get("outcome", ""))
    if outcome not in OUTCOMES:
        raise web.HTTPBadRequest(reason="unknown outcome")
    note, question = _typed(form, "note", LONGEST_NOTE), _typed(form, "q", LONGEST_QUESTION)
    response = await _changed(
        request, lambda card: replace(card, outcome=outcome, note=note, question=question or card.question)
    )
    kept = request.config_dict
    await asyncio.to_thread(closed, await _card(request), kept[GIVEN], kept[MISSES], kept[FIGURES])
    return response


async def _changed(
    request: web.Request, change: Callable[[Card], Card], unread: list[str] | None = None
) -> web.Response:
    number, clerk = _number(request), (await present(request)).name
    try:
        card = await asyncio.to_thread(_cards(request).change, number, clerk, change)
    except NoCard as none:
        raise web.HTTPNotFound from none
    response = await render(request, "card.html", **await _shown(request, card, unread or []))
    response.headers["HX-Trigger"] = "card-changed"
    return response


async def _shown(request: web.Request, card: Card, unread: list[str] | None = None) -> dict[str, Any]:
    """What the card's part of the page needs."""
    base: KnowledgeBase = request.config_dict[KNOWLEDGE_BASE]()
    day = card.day or today()
    offered = rounds(base, card.scope, day)
    return {
        "card": card,
        "rounds": offered,
        "chosen_round": chosen(card.scope, offered),
        "day": day,
        "today": today(),
        "places": places(base, day),
        "series": series(base, day),
        "paths": list(base.reference.paths.values()),
        "regions": base.reference.regions,
        "chips": judged.chips(card),
        "judged": await asyncio.to_thread(judged.judged, card, day, base),
        "outcomes": OUTCOMES,
        "unread": (unread or [""])[0] if unread else "",
    }


async def _answered(request: web.Request, text: str, card: Card) -> dict[str, Any]:
    if not text:
        return {"found": None, "copies": {}, "clauses": None, "own": [], "others": []}
    day = card.day or today()
    found, listed = await asyncio.gather(
        asyncio.to_thread(direct, text, card, day), asyncio.to_thread(clauses, text, card, day)
    )
    own, others = own_and_others(listed, found.notices)
    kept, base = request.config_dict, request.config_dict[KNOWLEDGE_BASE]()
    own_phone = ours(found, kept[SETTINGS].desk_phones)
    said = without(found, own_phone) if own_phone else found
    return {
        "found": said,
        "copies": copies(said),
        "clauses": listed,
        "own": own,
        "others": others,
        "own_phone": own_phone,
        "can_send": can_be_sent(found),
        "corrections": await asyncio.to_thread(kept[CORRECTIONS].open_on, found.used),
        "forms": forms(base, [one.notice_id for one in found.standings], site(request)),
    }


async def _card(request: web.Request) -> Card:
    try:
        return await asyncio.to_thread(_cards(request).read, _number(request), (await present(request)).name)
    except NoCard as none:
        raise web.HTTPNotFound from none


def _cards(request: web.Request) -> Cards:
    return request.config_dict[CARDS]


def _typed(fields: Mapping[str, Any], name: str, longest: int) -> str:
    """What stands in a field, without personal data; masked before it is cut, since half a number is none."""
    return mask(str(fields.get(name, "")).strip())[:longest]


def _number(request: web.Request) -> int:
    written = request.match_info["number"]
    if not written.isdecimal() or len(written) > 15:
        raise web.HTTPNotFound
    return int(written)


def _rounds(written: str) -> tuple[Wish, ...]:
    try:
        return (Wish.of(Round.model_validate(written)),) if written else ()
    except ValidationError:
        return ()


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
