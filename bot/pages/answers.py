"""/a/{number}: an answer as it was said, for whoever was sent its link; or the way to the checklist of a caller.

The answer holds nothing of the person who asked.
"""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from aiohttp import hdrs, web

from actions.wording.dates import moment
from bot.gateway.state import KNOWLEDGE_BASE
from bot.receipts import Expired
from bot.receipts.opened import CHECKLISTS, RECEIPTS
from bot.receipts.since import changes
from bot.receipts.standing import standing_of
from policies_kb.languages import direction
from policies_kb.today import in_beijing, today

from .chat import with_phones
from .checklist import PLACE as CHECKLIST
from .site import render

HEADERS = {hdrs.CACHE_CONTROL: "no-store", "X-Robots-Tag": "noindex, nofollow"}
PLACE = "/a"
SHORT = 16  # digits of the digest that a person compares


async def answer(request: web.Request) -> web.Response:
    """The page; a link that was never ours 404, one whose time is over 410."""
    number = request.match_info["number"].lower()
    try:
        receipt = await asyncio.to_thread(request.app[RECEIPTS].read, number)
    except Expired:
        return _refused(request, 410, "链接过期了", "这条答复保留的时间到了。请重新提问。")
    if receipt is None:
        if token := await asyncio.to_thread(request.app[CHECKLISTS].read, number):
            raise web.HTTPSeeOther(CHECKLIST.format(token=token), headers=HEADERS)
        return _refused(
            request, 404, "链接打不开", "地址不完整，或者这条答复已经不保留了。请核对短信里的地址，或重新提问。"
        )
    base, day, content = request.app[KNOWLEDGE_BASE](), today(), receipt.content
    response = render(
        request,
        "answer.html",
        number=number,
        said=content,
        digest=receipt.digest[:SHORT],
        made=moment(in_beijing(receipt.made_at).date(), with_year=True),
        now=[standing_of(base, one.notice_id, day) for one in content.stood if one.notice_id in base.notices],
        changes=changes(content, base, day),
        today=day,
        direction=direction(content.language),
        lines=with_phones,
        whole=f"/notices/{quote(content.cited[0].notice_id)}" if content.cited else "/notices",
    )
    response.headers.update(HEADERS)
    return response


def _refused(request: web.Request, status: int, title: str, said: str) -> web.Response:
    response = render(request, "message.html", status, title=title, said=said, again="/")
    response.headers.update(HEADERS)
    return response


def add_answer_pages(app: web.Application) -> None:
    """Routes the answers that were sent."""
    app.router.add_get(f"{PLACE}/{{number}}", answer)
