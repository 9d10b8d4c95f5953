"""A link for the caller: the checklist of what they told, in one short message."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.desk.access import ACCOUNTS, needs, present
from bot.desk.stores import CARDS
from bot.pages.answers import PLACE
from bot.receipts.opened import CHECKLISTS
from bot.staff.roles import Permission
from policies_kb.checklist import make_token
from policies_kb.checklist.link import VALID
from policies_kb.today import today

from .cards import NoCard
from .judged import case
from .sending import site

routes = web.RouteTableDef()
REFUSED = "还没有结论，不能发清单。请先把要问的问完。"


@routes.post("/calls/{number}/checklist")
@needs(Permission.ANSWER_CALLS)
async def send(request: web.Request) -> web.Response:
    """Makes a short address of the caller's checklist and returns the message; 422 while the check is open."""
    clerk, written = await present(request), request.match_info["number"]
    if not written.isdecimal() or len(written) > 15:
        raise web.HTTPNotFound
    try:
        card = await asyncio.to_thread(request.config_dict[CARDS].read, int(written), clerk.name)
    except NoCard as none:
        raise web.HTTPNotFound from none
    found = await asyncio.to_thread(case, card, card.day or today())
    if found is None:
        return web.Response(status=422, text=REFUSED)
    number = await asyncio.to_thread(request.config_dict[CHECKLISTS].keep, make_token(found))
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, clerk, "send_checklist", f"card {written}")
    return web.Response(text=f"您的申报清单（{VALID.days}天内有效） {site(request)}{PLACE}/{number}")
