"""/notices and /notices/{id}: the notices as readable pages; every clause can be linked to."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.gateway.computing import off_the_loop
from bot.gateway.state import KNOWLEDGE_BASE
from policies_kb.forms import templates
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.scope import standing, timeline
from policies_kb.today import today

from .originals import original_of
from .search import box_of
from .site import render

STANDINGS = {"open": "正在申报", "upcoming": "还没开始申报", "closed": "申报已结束", "": ""}


@dataclass(frozen=True)
class Entry:
    """A notice in the list: its round, how its application stands today, and whether a newer round is on file."""

    notice: Notice
    standing: str
    newest: bool


async def notices(request: web.Request) -> web.Response:
    """The search box with what was found, and the notices on file, the newest rounds first."""
    box = await box_of(request)
    return render(
        request, "notices.html", 422 if box.problem else 200, box=box, entries=entries(request.app[KNOWLEDGE_BASE]())
    )


def entries(base: KnowledgeBase) -> list[Entry]:
    """Every notice on file; those in force before those of earlier rounds, the latest issued first."""
    day = today()
    in_force = {notice.id for notice in timeline(base).current(day)}
    found = [Entry(n, STANDINGS[standing(n, day)], n.id in in_force) for n in base.notices.values()]
    return sorted(found, key=lambda e: (e.newest, e.notice.head.round.order, e.notice.head.issued), reverse=True)


@off_the_loop
def notice(request: web.Request) -> web.Response:
    """One notice, clause by clause in printed order; 404 with the list for an id that is not on file."""
    base = request.app[KNOWLEDGE_BASE]()
    found = base.notices.get(request.match_info["notice_id"])
    if found is None:
        return render(
            request, "message.html", 404, title="没有这份通知", said="没有收录这个编号的通知。", again="/notices"
        )
    entry = next(entry for entry in entries(base) if entry.notice is found)
    day = today()
    changes = [n for n in base.notices.values() if found.id in n.head.amends and n.head.issued <= day]
    return render(
        request,
        "notice.html",
        entry=entry,
        notice=found,
        forms=templates(found),
        original=original_of(base, found.id),
        clauses=list(found.tree.clauses.values()),
        changes=changes,
        changed=[base.notices[name] for name in found.head.amends],
        later=None if found.head.amends else timeline(base).followed(found, day),
    )


def add_notice_pages(app: web.Application) -> None:
    """Routes the notices."""
    app.router.add_get("/notices", notices)
    app.router.add_get("/notices/{notice_id}", notice)
