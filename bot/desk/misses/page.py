"""/desk/misses: the list of what was not answered, worked off by whoever keeps the notices."""

from __future__ import annotations

import asyncio
import logging

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.desk.access import ACCOUNTS, needs, present
from bot.desk.pages import render
from bot.desk.stores import MISSES
from bot.gateway.state import KNOWLEDGE_BASE
from bot.staff.roles import Permission
from policies_kb.today import in_beijing

from .from_log import collect
from .likeness import groups
from .store import DOORS, KINDS

routes = web.RouteTableDef()
work_off = needs(Permission.WORK_OFF_MISSES)
logger = logging.getLogger(__name__)


@routes.get("/misses")
@work_off
async def listed(request: web.Request) -> web.Response:
    """The open ones, or with ?state=settled those that were worked off; looking is a line of the record."""
    return await _page(request, settled=request.query.get("state") == "settled")


@routes.post("/misses")
@work_off
async def settle(request: web.Request) -> web.StreamResponse:
    """Says what was done about a group, or opens it again."""
    form = await request.post()
    numbers = [int(number) for number in map(str, form.getall("number", [])) if number.isdecimal()]
    note, by = str(form.get("note", "")).strip(), await present(request)
    store, change = request.config_dict[MISSES], str(form.get("change", ""))
    if change == "reopen":
        changed = await asyncio.to_thread(store.reopen, numbers)
    elif change == "settle":
        if not note:
            return await _page(request, settled=False, status=422, problem="请写明怎么处理的，再点“处理好了”。")
        changed = await asyncio.to_thread(store.settle, numbers, by.name, note)
    else:
        raise web.HTTPBadRequest(reason="unknown change")
    if changed:
        action = "settle_misses" if change == "settle" else "reopen_misses"
        await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, action, " ".join(map(str, numbers)))
    raise web.HTTPSeeOther("/desk/misses" if change == "settle" else "/desk/misses?state=settled")


async def _page(request: web.Request, *, settled: bool, status: int = 200, problem: str = "") -> web.Response:
    store = request.config_dict[MISSES]
    try:
        await asyncio.to_thread(collect, store)
    except SQLAlchemyError:  # the list as it stands is worth more than none
        logger.exception("the misses of the conversations could not be read")
    found = groups(await asyncio.to_thread(store.listed, settled=settled))
    state = "settled" if settled else "open"
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, await present(request), "read_misses", state)
    return await render(
        request,
        "misses.html",
        status=status,
        problem=problem,
        settled=settled,
        groups=found,
        topics=request.config_dict[KNOWLEDGE_BASE]().reference.topics,
        kinds=KINDS,
        doors=DOORS,
        when=lambda at: in_beijing(at).strftime("%Y-%m-%d %H:%M"),
    )
