"""The releases that served, and going back to one."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.desk.access import ACCOUNTS, needs, present
from bot.desk.pages import render
from bot.gateway.state import KNOWLEDGE_BASE
from bot.staff.roles import Permission
from policies_kb.releases import ReleaseError, StoreError, log, rollback
from policies_kb.store import default_url, unfit

from .listing import when
from .store import LONGEST_NOTE

routes = web.RouteTableDef()
PLACE = "/desk/releases"
SHOWN = 50


@routes.get("/releases")
@needs(Permission.READ_MANUSCRIPTS)
async def releases(request: web.Request) -> web.Response:
    """What served when, who released it and why."""
    return await _page(request)


@routes.post("/releases")
@needs(Permission.APPROVE_RELEASES)
async def go_back(request: web.Request) -> web.Response:
    """Makes an earlier release current again, with a reason. One person may: what is wrong must go at once."""
    form, by = await request.post(), await present(request)
    written, reason = str(form.get("number", "")), str(form.get("reason", "")).strip()[:LONGEST_NOTE]
    if not (written.isascii() and written.isdecimal() and len(written) < 10):
        raise web.HTTPBadRequest(reason="no number")
    if not reason:
        return await _page(request, "退回要写明理由，如：某某县通知日期有误。")
    try:
        await asyncio.to_thread(rollback, default_url(), int(written), by.name, reason, unfit)
    except (ReleaseError, StoreError) as error:
        return await _page(request, str(error))
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, "roll_back", f"{written} {reason}")
    raise web.HTTPSeeOther(PLACE)


async def _page(request: web.Request, problem: str = "") -> web.Response:
    try:
        rows = (await asyncio.to_thread(log, default_url()))[:SHOWN]
    except StoreError as error:
        rows, problem = [], problem or str(error)
    serving = request.config_dict[KNOWLEDGE_BASE]().release
    status = 422 if problem else 200
    return await render(request, "releases.html", status=status, rows=rows, serving=serving, problem=problem, when=when)
