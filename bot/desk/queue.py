"""The queue of people who asked for a person: taking one, answering, giving back, ending."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aiohttp import web

from bot.handover.door import HANDOVER, HandOver
from bot.handover.queue import LONGEST_REPLY, Queue
from bot.handover.tickets import NotYours, State, Ticket
from bot.staff.roles import Permission

from . import queue_shown as shown
from .access import ACCOUNTS, needs, present
from .calls.console import PLACE as CALLS
from .pages import render
from .refusals import HTMX
from .stores import CARDS

routes = web.RouteTableDef()
PLACE = "/desk/queue"
reads, answers = needs(Permission.READ_CONVERSATIONS), needs(Permission.ANSWER_CALLS)


@routes.get("/queue")
@reads
async def queue(request: web.Request) -> web.Response:
    """Who waits, whom one has, how long people waited today."""
    return await _queue(request)


@routes.get("/queue/list")
@reads
async def listing(request: web.Request) -> web.Response:
    """The part of the page that changes by itself."""
    return await _changed(request, "queue_list.html", await shown.listed(request))


@routes.post("/queue/next")
@answers
async def take_next(request: web.Request) -> web.StreamResponse:
    """Takes who has waited longest."""
    if problem := await _too_many(request):
        return await _queue(request, problem)
    ticket = await asyncio.to_thread(_part(request).queue.claim_next, (await present(request)).name)
    if ticket is None:
        raise web.HTTPSeeOther(PLACE)
    await _note(request, "claim", ticket.number)
    raise web.HTTPSeeOther(f"{PLACE}/{ticket.number}")


@routes.post("/queue/{number}/claim")
@answers
async def take(request: web.Request) -> web.StreamResponse:
    """Takes this one."""
    ticket = await _ticket(request)
    if problem := await _too_many(request):
        return await _page(request, ticket, problem)
    return await _act(request, "claim", lambda queue, clerk: queue.claim(ticket.number, clerk))


@routes.get("/queue/{number}")
@reads
async def ticket_page(request: web.Request) -> web.Response:
    """The conversation so far and the talk, masked; opening it is a line of the record."""
    return await _page(request, await _ticket(request))


@routes.get("/queue/{number}/talk")
@reads
async def talk(request: web.Request) -> web.Response:
    """The part of the page that changes by itself."""
    return await _changed(request, "queue_talk.html", await shown.talk(request, await _ticket(request)))


@routes.post("/queue/{number}/reply")
@answers
async def reply(request: web.Request) -> web.StreamResponse:
    """Says something to the person; the same form sent twice says it once."""
    ticket, form = await _ticket(request), await request.post()
    text, key = str(form.get("text", "")).strip(), str(form.get("key", ""))
    if not text or not key:
        return await _page(request, ticket, "还没有写答复。")
    if len(text) > LONGEST_REPLY:
        return await _page(request, ticket, f"一次最多{LONGEST_REPLY}个字，请分几次发。", draft=text)
    return await _act(
        request, "answer", lambda queue, clerk: queue.reply(ticket.number, clerk, text, f"{clerk} {key}"), draft=text
    )


@routes.post("/queue/{number}/back")
@answers
async def give_back(request: web.Request) -> web.StreamResponse:
    """Back to the queue: the person keeps the place."""
    ticket = await _ticket(request)
    return await _act(request, "give_back", lambda queue, clerk: queue.give_back(ticket.number, clerk), PLACE)


@routes.post("/queue/{number}/end")
@answers
async def end(request: web.Request) -> web.StreamResponse:
    """The person has been helped."""
    ticket = await _ticket(request)
    return await _act(request, "end", lambda queue, clerk: queue.end(ticket.number, clerk), PLACE)


@routes.post("/queue/{number}/card")
@answers
async def card(request: web.Request) -> web.StreamResponse:
    """A card of the console with this person's place, series and question."""
    ticket, reader = await _ticket(request), await present(request)
    if not shown.may_read(ticket, reader):
        raise web.HTTPNotFound
    cards, scope = request.config_dict[CARDS], await shown.scope_of(request, ticket)
    opened = await asyncio.to_thread(cards.begin, reader.name)
    await asyncio.to_thread(
        cards.change, opened.number, reader.name, lambda one: replace(one, scope=scope, question=ticket.question)
    )
    raise web.HTTPSeeOther(f"{CALLS}/{opened.number}")


async def _act(
    request: web.Request, action: str, does: Callable[[Queue, str], object], to: str = "", draft: str = ""
) -> web.StreamResponse:
    """One change by this clerk; where another has the person meanwhile, the page says so and keeps what was typed."""
    ticket, clerk = await _ticket(request), (await present(request)).name
    try:
        await asyncio.to_thread(does, _part(request).queue, clerk)
    except NotYours:
        return await _page(request, await _ticket(request), "这一位现在不由您接待，没有做成。", draft=draft)
    await _note(request, action, ticket.number)
    if request.headers.get(HTMX) and not to:
        return await render(request, "queue_talk.html", **await shown.talk(request, await _ticket(request)))
    raise web.HTTPSeeOther(to or f"{PLACE}/{ticket.number}")


async def _changed(request: web.Request, template: str, context: dict[str, Any]) -> web.Response:
    """The part anew; nothing where the page shows it already, so that nothing is read or scrolled again."""
    if request.query.get("stamp") == context["stamp"]:
        return web.Response(status=204)
    return await render(request, template, **context)


async def _queue(request: web.Request, problem: str = "") -> web.Response:
    await _note(request, "read_queue")
    status = 422 if problem else 200
    return await render(request, "queue.html", status=status, problem=problem, **await shown.listed(request))


async def _page(request: web.Request, ticket: Ticket, problem: str = "", draft: str = "") -> web.Response:
    if not shown.may_read(ticket, await present(request)):
        whose = f"编号{ticket.number}正由{ticket.clerk}接待。" if ticket.state is State.CLAIMED else "这一位已经结束。"
        said = whose + (f"您写的是：{draft}" if draft else "")
        return await render(request, "message.html", status=404, title="现在不由您接待", said=said)
    await _note(request, "read_conversation", ticket.number)
    context = {"problem": problem, "draft": draft, "key": secrets.token_hex(8), "longest": LONGEST_REPLY}
    page = await shown.talk(request, ticket)
    return await render(request, "queue_ticket.html", status=422 if problem else 200, **page, **context)


async def _too_many(request: web.Request) -> str:
    """Why this clerk may take nobody more; "" where one more may come."""
    part, clerk = _part(request), (await present(request)).name
    most = part.reception.hours.now().at_once
    mine = await asyncio.to_thread(part.queue.of_clerk, clerk)
    return f"您正在接待{len(mine)}位，最多{most}位。先答完、结束一位。" if len(mine) >= most else ""


async def _ticket(request: web.Request) -> Ticket:
    written = request.match_info["number"]
    if not written.isdecimal() or len(written) > 15:
        raise web.HTTPNotFound
    ticket = await asyncio.to_thread(_part(request).queue.find, int(written))
    if ticket is None:
        raise web.HTTPNotFound
    return ticket


async def _note(request: web.Request, action: str, number: int | None = None) -> None:
    subject = f"在线{number}" if number is not None else ""
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, await present(request), action, subject)


def _part(request: web.Request) -> HandOver:
    return request.config_dict[HANDOVER]
