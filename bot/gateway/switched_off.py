"""What every door says while answering is switched off."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Middleware

from actions.wording import Composer
from actions.wording.composer import MOST_NOTICES
from actions.wording.phrasebook import load_phrasebook
from bot.gateway.errors import ApiError, Handler
from bot.gateway.state import CONVERSATION, KNOWLEDGE_BASE
from bot.pages.site import render
from policies_kb.loading import KnowledgeBase
from policies_kb.model.question import Scope
from policies_kb.scope import timeline
from policies_kb.today import today

ANSWERS = ("/api/eligibility", "/api/search")
WHERE = "各地的咨询电话写在通知里，请到本网站的“通知”页，按单位所在地查看。"
PAGES = {"/check": "暂停核对", "/notices": "暂停查找"}


def notice_text(reason: str, base: KnowledgeBase) -> str:
    """The reason, and the phone numbers of the notices in force; where they are many, where to find one's own."""
    say = load_phrasebook()
    whom = WHERE if _many(base) else Composer(base, today()).handoff(Scope()).text
    return say("switched_off", reason=reason) + "\n" + whom


def _many(base: KnowledgeBase) -> bool:
    return len(timeline(base).current(today())) > MOST_NOTICES


def _whom(base: KnowledgeBase) -> str:
    if _many(base):
        return WHERE
    phones = "、".join(c.phone for notice in timeline(base).current(today()) for c in notice.contacts)
    return f"请打电话咨询:{phones}"


def stand_aside() -> Middleware:
    """A middleware that stops checks and searches while answering is off; chats are stopped in the conversation.

    The notices themselves stay to be read.
    """

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        page = PAGES.get(request.path)
        if request.path == "/notices" and not request.query_string:
            page = None
        if request.path.startswith(ANSWERS) or page:
            off = await request.app[CONVERSATION].switch.now()
            if off is not None:
                base = request.app[KNOWLEDGE_BASE]()
                if page:
                    said = notice_text(off.reason, base)
                    return render(request, "message.html", 503, title=page, said=said, again="/notices")
                raise ApiError(503, "switched_off", f"暂停回答:{off.reason}", _whom(base))
        return await handler(request)

    return middleware
