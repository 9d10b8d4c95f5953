"""/notices and /notices/{id}: the notices as readable pages; every clause can be linked to."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.state import KNOWLEDGE_BASE

from .site import render


async def notices(request: web.Request) -> web.Response:
    """The list of the notices on file."""
    return render(request, "notices.html", notices=list(request.app[KNOWLEDGE_BASE]().notices.values()))


async def notice(request: web.Request) -> web.Response:
    """One notice, clause by clause in printed order; 404 with the list for an id that is not on file."""
    on_file = request.app[KNOWLEDGE_BASE]().notices
    found = on_file.get(request.match_info["notice_id"])
    if found is None:
        return render(
            request, "message.html", 404, title="没有这份通知", said="没有收录这个编号的通知。", again="/notices"
        )
    return render(request, "notice.html", notice=found, clauses=list(found.tree.clauses.values()))


def add_notice_pages(app: web.Application) -> None:
    """Routes the notices."""
    app.router.add_get("/notices", notices)
    app.router.add_get("/notices/{notice_id}", notice)
