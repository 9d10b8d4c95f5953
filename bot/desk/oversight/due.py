"""/desk/due: which facts must be looked at again, what runs out soon, and which lines await the notice of this year."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from aiohttp import web

from bot.desk.access import needs
from bot.desk.pages import render
from bot.gateway.state import KNOWLEDGE_BASE
from bot.staff.roles import Permission
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.today import today
from policies_kb.upkeep import Awaited, Due, Reason, awaited, due, load_periods
from policies_kb.upkeep.due import soon

routes = web.RouteTableDef()
REASONS = {
    Reason.FACT: "记录里写的",
    Reason.NOTICE: "通知记录里写的",
    Reason.DAY: "到期日",
    Reason.FORCE: "通知到这天失效",
    Reason.PERIOD: "按种类推算",
}


@dataclass(frozen=True)
class OfNotice:
    """The facts of one notice that are due, the earliest first."""

    notice: Notice
    facts: tuple[Due, ...]


@dataclass(frozen=True)
class Dues:
    """``overdue`` and ``soon`` to be looked at, ``running_out`` soon by their own words, ``lines`` that await one."""

    overdue: tuple[OfNotice, ...]
    soon: tuple[OfNotice, ...]
    running_out: tuple[Due, ...]
    lines: tuple[Awaited, ...]


@routes.get("/due")
@needs(Permission.OVERSEE)
async def due_page(request: web.Request) -> web.Response:
    """As of today."""
    base, day = request.config_dict[KNOWLEDGE_BASE](), today()
    found = await asyncio.to_thread(dues, base, day)
    last = soon(day, load_periods())
    shown: dict[str, Any] = {"found": found, "day": day, "last": last, "reasons": REASONS}
    return await render(request, "due.html", names=base.names, topics=base.reference.topics, **shown)


def dues(base: KnowledgeBase, day: date) -> Dues:
    """What the page shows on ``day``."""
    listed, last = due(base, day), soon(day, load_periods())
    running_out = tuple(one for one in listed if one.runs_out and day <= one.by <= last)
    others = [one for one in listed if not one.runs_out or one.by < day]
    return Dues(
        _by_notice([one for one in others if one.by < day]),
        _by_notice([one for one in others if day <= one.by <= last]),
        running_out,
        tuple(awaited(base, day)),
    )


def _by_notice(listed: Sequence[Due]) -> tuple[OfNotice, ...]:
    by_id = sorted(listed, key=lambda one: one.notice.id)  # keeps the order of days within a notice
    found = [list(group) for _, group in groupby(by_id, key=lambda one: one.notice.id)]
    return tuple(OfNotice(group[0].notice, tuple(group)) for group in sorted(found, key=lambda group: group[0].by))
