"""/notices and /notices/{id}: the notices as readable pages; every clause can be linked to."""

from __future__ import annotations

from datetime import date

from aiohttp import web

from bot.gateway.state import KNOWLEDGE_BASE
from policies_kb.scope import timeline
from policies_kb.today import today

from .site import render


async def notices(request: web.Request) -> web.Response:
    """The list of the notices on file, each line's newest first; which are in force today is marked."""
    base = request.app[KNOWLEDGE_BASE]()
    in_force = {notice.id for notice in timeline(base).current(today())}
    newest: dict[str, date] = {}
    for found in base.notices.values():
        newest[found.head.line] = max(found.head.issued, newest.get(found.head.line, date.min))
    listed = sorted(
        base.notices.values(), key=lambda n: (newest[n.head.line], n.head.line, n.head.issued), reverse=True
    )
    return render(request, "notices.html", notices=listed, in_force=in_force)


async def notice(request: web.Request) -> web.Response:
    """One notice, clause by clause in printed order; 404 with the list for an id that is not on file."""
    base = request.app[KNOWLEDGE_BASE]()
    on_file = base.notices
    found = on_file.get(request.match_info["notice_id"])
    if found is None:
        return render(
            request, "message.html", 404, title="没有这份通知", said="没有收录这个编号的通知。", again="/notices"
        )
    day = today()
    changes = [n for n in on_file.values() if found.id in n.head.amends and n.head.issued <= day]
    return render(
        request,
        "notice.html",
        notice=found,
        clauses=list(found.tree.clauses.values()),
        changes=changes,
        changed=[on_file[name] for name in found.head.amends],
        later=None if found.head.amends else timeline(base).followed(found, day),
    )


def add_notice_pages(app: web.Application) -> None:
    """Routes the notices."""
    app.router.add_get("/notices", notices)
    app.router.add_get("/notices/{notice_id}", notice)
