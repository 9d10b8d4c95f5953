"""The record of who looked at what and changed what."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.staff.audit import ACTIONS
from bot.staff.roles import Permission
from policies_kb.today import in_beijing

from .access import ACCOUNTS, needs, present
from .pages import render

routes = web.RouteTableDef()
A_PAGE = 100
LONGEST_NUMBER = 9  # digits of a line's number


@routes.get("/record")
@needs(Permission.READ_AUDIT)
async def record(request: web.Request) -> web.Response:
    """A page of it, the newest lines first; looking is a line of it, too."""
    accounts = request.config_dict[ACCOUNTS]
    before = request.query.get("before", "")
    if not (before.isascii() and before.isdecimal() and len(before) <= LONGEST_NUMBER):
        before = ""  # it goes into the record itself
    found = await asyncio.to_thread(accounts.record, A_PAGE, int(before) if before else None)
    await asyncio.to_thread(accounts.note, await present(request), "read_audit", before)
    rows = [
        (in_beijing(line.at).strftime("%Y-%m-%d %H:%M:%S"), line.name, ACTIONS[line.action], line.subject)
        for line in found
    ]
    older = found[-1].number if len(found) == A_PAGE else None
    return await render(request, "record.html", rows=rows, older=older)
