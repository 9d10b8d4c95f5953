"""The record of who looked at what and changed what."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.staff.audit import ACTIONS, Audited
from bot.staff.roles import Permission
from policies_kb.today import in_beijing

from .access import ACCOUNTS, needs, present
from .oversight.csv_file import csv_file
from .pages import render

routes = web.RouteTableDef()
A_PAGE = 100
AT_ONCE = 1000  # lines read at once for a file
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
    rows = [_row(line) for line in found]
    older = found[-1].number if len(found) == A_PAGE else None
    return await render(request, "record.html", rows=rows, older=older)


@routes.get("/record.csv")
@needs(Permission.READ_AUDIT)
async def record_file(request: web.Request) -> web.Response:
    """All of it, the oldest line first, this export included."""
    accounts = request.config_dict[ACCOUNTS]
    await asyncio.to_thread(accounts.note, await present(request), "export_audit", "")
    lines: list[Audited] = []
    while page := await asyncio.to_thread(accounts.record, AT_ONCE, lines[-1].number if lines else None):
        lines += page
    rows = ((line.number, *_row(line)) for line in reversed(lines))
    return csv_file("record", ("序号", "时间", "登录名", "做了什么", "对象"), rows)


def _row(line: Audited) -> tuple[str, str, str, str]:
    return in_beijing(line.at).strftime("%Y-%m-%d %H:%M:%S"), line.name, ACTIONS[line.action], line.subject
