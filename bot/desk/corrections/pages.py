"""/desk/corrections: a supervisor reads a closed call with its answer as it was given, approves it or corrects it."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot.desk.access import ACCOUNTS, needs, present
from bot.desk.calls.cards import OUTCOMES, Card, NoCard
from bot.desk.pages import render
from bot.desk.stores import CARDS, CORRECTIONS, GIVEN
from bot.gateway.state import KNOWLEDGE_BASE
from bot.receipts import Content, Used
from bot.staff.roles import Permission
from policies_kb.today import in_beijing

from .store import STATES, ProposalRefused

routes = web.RouteTableDef()
PLACE = "/desk/corrections"
SHOWN = 100  # closed cards
VERDICTS = {"right": "已核对，无误", "corrected": "已提出更正"}
correct = needs(Permission.CORRECT_ANSWERS)


@routes.get("/corrections")
@correct
async def closed_calls(request: web.Request) -> web.Response:
    """The closed calls without what was said in them, and this person's proposals with what became of them."""
    reader, store = await present(request), request.config_dict[CORRECTIONS]
    cards = await asyncio.to_thread(request.config_dict[CARDS].closed, SHOWN)
    reviewed = await asyncio.to_thread(store.reviewed, [card.number for card in cards])
    return await render(
        request,
        "corrections.html",
        cards=cards,
        reviewed=reviewed,
        verdicts=VERDICTS,
        outcomes=OUTCOMES,
        mine=await asyncio.to_thread(store.proposals, author=reader.name),
        states=STATES,
        when=when,
    )


@routes.get("/corrections/{number}")
@correct
async def closed_call(request: web.Request) -> web.Response:
    """One call; reading it is a line of the record."""
    card, given = await _read(request)
    return await _page(request, card, given)


@routes.post("/corrections/{number}")
@correct
async def judge(request: web.Request) -> web.StreamResponse:
    """Right, or a correction of one of the facts that the answer rests on."""
    form, by, store = await request.post(), await present(request), request.config_dict[CORRECTIONS]
    card, given = await _read(request)
    try:
        if form.get("verdict") == "right":
            await asyncio.to_thread(store.approve, card.number, card.clerk, by.name)
            action, subject = "review_answer", f"card {card.number}"
        elif form.get("verdict") == "corrected":
            used = _chosen(given, str(form.get("used", "")))
            made = await asyncio.to_thread(
                store.propose,
                card.number,
                used,
                by=by.name,
                release=given.release if given else None,
                day=given.day if given else in_beijing(card.began_at).date(),
                should=str(form.get("should", "")),
                why=str(form.get("why", "")),
            )
            action, subject = "propose_correction", f"{made.number} {used.notice_id} {used.fact or used.topic}"
        else:
            raise web.HTTPBadRequest(reason="unknown verdict")
    except ProposalRefused as refusal:
        typed = {name: str(form.get(name, "")) for name in ("used", "should", "why")}
        return await _page(request, card, given, status=422, problem=str(refusal), typed=typed)
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, action, subject)
    raise web.HTTPSeeOther(PLACE)


def when(at: float) -> str:
    """A moment as it is shown."""
    return in_beijing(at).strftime("%Y-%m-%d %H:%M")


def _chosen(given: Content | None, number: str) -> Used:
    """The fact or silence that the form names by its place in the answer; what is none of them is told so."""
    if given is not None and number.isdecimal() and int(number) < len(given.used):
        return given.used[int(number)]
    if given is None or not given.used:
        return Used(notice_id="", topic=next(iter(given.topics), "") if given else "", say=given.aloud if given else "")
    raise ProposalRefused("请选是哪一条说得不对")


async def _read(request: web.Request) -> tuple[Card, Content | None]:
    """The closed card with its answer; 404 where there is none."""
    written, cards = request.match_info["number"], request.config_dict[CARDS]
    if not written.isdecimal() or len(written) > 15:
        raise web.HTTPNotFound
    try:
        card = await asyncio.to_thread(cards.read_closed, int(written))
    except NoCard as none:
        raise web.HTTPNotFound from none
    reader = await present(request)
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, reader, "read_conversation", f"card {card.number}")
    return card, await asyncio.to_thread(request.config_dict[GIVEN].read, card.number)


async def _page(
    request: web.Request,
    card: Card,
    given: Content | None,
    *,
    status: int = 200,
    problem: str = "",
    typed: dict[str, str] | None = None,
) -> web.Response:
    reviewed = await asyncio.to_thread(request.config_dict[CORRECTIONS].reviewed, [card.number])
    base = request.config_dict[KNOWLEDGE_BASE]()
    shown: dict[str, Any] = {
        "card": card,
        "given": given,
        "outcomes": OUTCOMES,
        "verdict": reviewed.get(card.number),
        "verdicts": VERDICTS,
        "names": base.names,
        "topics": base.reference.topics,
        "problem": problem,
        "typed": typed or {"used": "", "should": "", "why": ""},
        "when": when,
    }
    return await render(request, "correction.html", status=status, **shown)
