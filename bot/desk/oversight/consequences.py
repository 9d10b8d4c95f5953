"""/desk/consequences: what a release says otherwise than the one before, and the receipts that rest on it."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from aiohttp import web

from bot.desk.access import needs
from bot.desk.pages import render
from bot.gateway.state import KNOWLEDGE_BASE
from bot.pages.answers import PLACE
from bot.receipts import Receipts
from bot.receipts.opened import RECEIPTS
from bot.receipts.touched import Touched, touched
from bot.runtime.database import SECONDS_PER_DAY
from bot.staff.roles import Permission
from policies_kb.comparing import Changed, changed
from policies_kb.loading import RecordError
from policies_kb.releases import Activation, StoreError, log
from policies_kb.store import default_url, load_release
from policies_kb.today import in_beijing, today

routes = web.RouteTableDef()
logger = logging.getLogger(__name__)
DAYS = (7, 30, 90, 400)
USUAL = 30
KINDS = {
    "gone": "通知撤下了",
    "followed": "有了新一轮的通知",
    "changed": "改了",
    "dropped": "不再这样说",
    "stated": "原来没写，现在写了",
}
ACTIVATED = {"release": "发布", "rollback": "退回"}


@dataclass(frozen=True)
class Consequences:
    """What one beginning of service changed. ``before``: the number of the release that had served until then."""

    activation: Activation
    before: int
    changes: tuple[Changed, ...]
    touched: tuple[Touched, ...]


@dataclass(frozen=True)
class Hint:
    """For the first page: how many receipts of the last ``days`` the newest release touches."""

    release: int
    changes: int
    receipts: int
    days: int


@routes.get("/consequences")
@needs(Permission.OVERSEE)
async def consequences_page(request: web.Request) -> web.Response:
    """Of the newest activation, or of ``seq``; receipts of the last ``days``."""
    asked = request.query.get("days", "")
    days = int(asked) if asked in map(str, DAYS) else USUAL
    receipts, base = request.config_dict[RECEIPTS], request.config_dict[KNOWLEDGE_BASE]()
    history = await asyncio.to_thread(_history)
    seq = request.query.get("seq", "")
    at = next((at for at, one in enumerate(history[:-1]) if str(one.seq) == seq), 0)
    found, problem = None, ""
    if len(history) > 1:
        try:
            found = await asyncio.to_thread(consequences, history, at, receipts, days)
        except (RecordError, StoreError):
            logger.exception("two releases could not be compared")
            problem = "其中一次发布，现在的程序读不出来，比不了。"
    return await render(
        request,
        "consequences.html",
        found=found,
        problem=problem,
        history=history[:-1],
        chosen=at,
        days=days,
        choices=DAYS,
        kinds=KINDS,
        activated=ACTIVATED,
        topics=base.reference.topics,
        place=PLACE,
        when=lambda at: in_beijing(at).strftime("%Y-%m-%d %H:%M"),
    )


def consequences(history: list[Activation], at: int, receipts: Receipts, days: int) -> Consequences:
    """Of one activation, the newest being 0. Raises RecordError or StoreError where a release cannot be read."""
    now, before = history[at], history[at + 1].release.number
    changes = changes_between(default_url(), before, now.release.number, today())
    # who was answered after it began to serve was answered by it
    until, since = now.at.timestamp(), time.time() - days * SECONDS_PER_DAY
    resting = (one for one in touched(receipts, changes, since) if one.receipt.made_at < until)
    return Consequences(now, before, changes, tuple(resting))


def hint(receipts: Receipts) -> Hint | None:
    """What the newest release touched; None where it touched nothing, or that cannot be told."""
    try:
        history = _history()
        if len(history) < 2 or history[0].at.timestamp() < time.time() - USUAL * SECONDS_PER_DAY:
            return None
        found = consequences(history, 0, receipts, USUAL)
    except (RecordError, StoreError):
        logger.exception("what the newest release touched could not be told")
        return None
    number = found.activation.release.number
    return Hint(number, len(found.changes), len(found.touched), USUAL) if found.touched else None


@lru_cache(maxsize=32)
def changes_between(url: str, before: int, after: int, day: date) -> tuple[Changed, ...]:
    """What release ``after`` says otherwise than ``before``, as of ``day``; releases never change."""
    return tuple(changed(load_release(url, before)[1], load_release(url, after)[1], day))


def _history() -> list[Activation]:
    """Every activation, the newest first; empty where the folder serves."""
    try:
        return log(default_url())
    except StoreError:
        return []
