"""/notices: what is open, the search box, and every notice on file."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.gateway.state import KNOWLEDGE_BASE
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.scope import timeline
from policies_kb.today import today

from .edition import switches_named
from .notice import Badge, add_notice_page, badge
from .open_now import strip_of
from .search import box_of
from .site import render


@dataclass(frozen=True)
class Entry:
    """A notice in the list: how its application stands today, and whether it is of the newest round on file."""

    notice: Notice
    badge: Badge | None
    newest: bool


async def notices(request: web.Request) -> web.Response:
    """The search box with what was found, and the notices on file, the newest rounds first."""
    box = await box_of(request)
    base = request.app[KNOWLEDGE_BASE]()
    status = 422 if box.problem else 200
    named = switches_named(request, box.words)
    shown = {"box": box, "named": named, "entries": entries(base), "strip": strip_of(base, today())}
    return render(request, "notices.html", status, **shown)


def entries(base: KnowledgeBase) -> list[Entry]:
    """Every notice on file; those in force before those of earlier rounds, the latest issued first."""
    day = today()
    in_force = {notice.id for notice in timeline(base).current(day)}
    found = [Entry(n, badge(base, n), n.id in in_force) for n in base.notices.values()]
    return sorted(found, key=lambda e: (e.newest, e.notice.head.round.order, e.notice.head.issued), reverse=True)


def add_notice_pages(app: web.Application) -> None:
    """Routes the list and the notices."""
    app.router.add_get("/notices", notices)
    add_notice_page(app)
