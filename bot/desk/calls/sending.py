"""A link for the caller: a receipt of what the notices say, without a word about the caller, in one short message."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.desk.access import ACCOUNTS, needs, present
from bot.desk.stores import CARDS
from bot.gateway.state import SETTINGS
from bot.pages.answers import PLACE
from bot.privacy.masking import mask
from bot.receipts.opened import RECEIPTS
from bot.staff.roles import Permission
from policies_kb.model.answer import Status
from policies_kb.today import today

from .cards import NoCard
from .direct import Direct, direct
from .messages import SMS

routes = web.RouteTableDef()
LONGEST_QUESTION = 400  # characters
SENT = frozenset({Status.ANSWERED, Status.PARTIAL, Status.NOT_STATED, Status.DEFERRED, Status.NO_NOTICE})
REFUSED = "这句还没有可以发出的答复"


@routes.post("/calls/{number}/link")
@needs(Permission.ANSWER_CALLS)
async def send(request: web.Request) -> web.Response:
    """Makes a receipt of the answer to ``q`` and returns the text of the message; 422 where nothing was answered."""
    form, clerk, written = await request.post(), await present(request), request.match_info["number"]
    if not written.isdecimal() or len(written) > 15:
        raise web.HTTPNotFound
    try:
        card = await asyncio.to_thread(request.config_dict[CARDS].read, int(written), clerk.name)
    except NoCard as none:
        raise web.HTTPNotFound from none
    text, day = mask(str(form.get("q", "")).strip())[:LONGEST_QUESTION], card.day or today()
    found = await asyncio.to_thread(lambda: direct(text, card, day, of_nobody=True)) if text else None
    if found is None or not can_be_sent(found):
        return web.Response(status=422, text=REFUSED)
    receipt = await asyncio.to_thread(request.config_dict[RECEIPTS].keep, found.content(day))
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, clerk, "send_link", f"{receipt.number} card {written}")
    return web.Response(text=message(found, f"{site(request)}{PLACE}/{receipt.number}"))


def can_be_sent(found: Direct) -> bool:
    """Whether the answer says something: a question back or a refusal is nothing to send."""
    return found.status in SENT and not found.asked_back


def site(request: web.Request) -> str:
    """Where callers reach the pages."""
    return request.config_dict[SETTINGS].public_url or f"{request.scheme}://{request.host}"


def message(found: Direct, link: str) -> str:
    """The sentence with the link where both fit into one part; else whose answer it is, with the link."""
    name = found.sources[0].name if found.sources else "职称通知"
    # A space ends the address for the phone that makes it a link.
    for said in (f"{found.aloud}详见 {link}", f"{name}的答复请看 {link}", f"答复请看 {link}"):
        if len(said) <= SMS:
            return said
    return f"答复：{link}"
