"""/desk/misses: the list of what was not answered, worked off by whoever keeps the notices."""

from __future__ import annotations

import asyncio
import logging

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.desk.access import ACCOUNTS, needs, present
from bot.desk.corrections.store import ProposalRefused
from bot.desk.pages import render
from bot.desk.stores import CORRECTIONS, MISSES
from bot.gateway.state import KNOWLEDGE_BASE
from bot.receipts import Used
from bot.staff.roles import Permission
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.question import Scope
from policies_kb.scope import Fit, resolve
from policies_kb.today import in_beijing, today

from .from_log import collect
from .likeness import groups
from .store import DOORS, KINDS, Miss

routes = web.RouteTableDef()
work_off = needs(Permission.WORK_OFF_MISSES)
NOT_OURS = "不归这里答"
MOST_NOTICES = 3  # named beside a group
LONGEST_NUMBER = 15  # digits
logger = logging.getLogger(__name__)


@routes.get("/misses")
@work_off
async def listed(request: web.Request) -> web.Response:
    """The open ones, or with ?state=settled those that were worked off; looking is a line of the record."""
    return await _page(request, settled=request.query.get("state") == "settled")


@routes.post("/misses")
@work_off
async def settle(request: web.Request) -> web.StreamResponse:
    """Says what was done about a group, or opens it again."""
    form = await request.post()
    numbers = [int(number) for number in map(str, form.getall("number", [])) if number.isdecimal()]
    note, by = str(form.get("note", "")).strip(), await present(request)
    store, change = request.config_dict[MISSES], str(form.get("change", ""))
    if change == "reopen":
        changed = await asyncio.to_thread(store.reopen, numbers)
    elif change in ("settle", "not_ours"):
        note = note if change == "settle" else f"{NOT_OURS}{'：' if note else ''}{note}"
        if not note:
            return await _page(request, settled=False, status=422, problem="请写明怎么处理的，再点“处理好了”。")
        changed = await asyncio.to_thread(store.settle, numbers, by.name, note)
    else:
        raise web.HTTPBadRequest(reason="unknown change")
    if changed:
        action = "reopen_misses" if change == "reopen" else "settle_misses"
        await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, action, " ".join(map(str, numbers)))
    raise web.HTTPSeeOther("/desk/misses?state=settled" if change == "reopen" else "/desk/misses")


@routes.post("/misses/answer")
@work_off
async def answer(request: web.Request) -> web.StreamResponse:
    """What clerks are to say meanwhile, and what an editor is to put into the record; the miss stays open."""
    form, by = await request.post(), await present(request)
    written, should, why = (str(form.get(name, "")).strip() for name in ("miss", "should", "why"))
    miss = None
    if written.isdecimal() and len(written) <= LONGEST_NUMBER:
        miss = await asyncio.to_thread(request.config_dict[MISSES].read, int(written))
    base: KnowledgeBase = request.config_dict[KNOWLEDGE_BASE]()
    found = applying(miss, base) if miss else ()
    if miss is None or not miss.topic or not found:
        return await _page(request, settled=False, status=422, problem="这个问题没有归到事项和通知，写不了答复。")
    try:
        for notice in found:
            made = await asyncio.to_thread(
                request.config_dict[CORRECTIONS].suggest,
                used_of(notice, miss.topic),
                by=by.name,
                release=base.release,
                day=miss.day or today(),
                should=should,
                why=why,
            )
            subject = f"{made.number} {notice.id} {miss.topic}"
            await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, "answer_for_clerks", subject)
    except ProposalRefused as refusal:
        return await _page(request, settled=False, status=422, problem=str(refusal))
    raise web.HTTPSeeOther("/desk/misses")


async def _page(request: web.Request, *, settled: bool, status: int = 200, problem: str = "") -> web.Response:
    store = request.config_dict[MISSES]
    try:
        await asyncio.to_thread(collect, store)
    except SQLAlchemyError:  # the list as it stands is worth more than none
        logger.exception("the misses of the conversations could not be read")
    base: KnowledgeBase = request.config_dict[KNOWLEDGE_BASE]()
    found = groups(await asyncio.to_thread(store.listed, settled=settled))
    state = "settled" if settled else "open"
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, await present(request), "read_misses", state)
    return await render(
        request,
        "misses.html",
        status=status,
        problem=problem,
        settled=settled,
        groups=found,
        topics=base.reference.topics,
        notices_of=lambda miss: [(notice.id, base.names[notice.id]) for notice in applying(miss, base)],
        kinds=KINDS,
        doors=DOORS,
        when=lambda at: in_beijing(at).strftime("%Y-%m-%d %H:%M"),
    )


def applying(miss: Miss, base: KnowledgeBase) -> tuple[Notice, ...]:
    """The notices for the place and series that were asked about; none where neither is known."""
    known = base.reference
    regions = tuple(name for name in (miss.region,) if name in known.regions)
    series = tuple(name for name in (miss.series,) if name in known.series)
    if not regions and not series:
        return ()
    found = resolve(Scope(regions=regions, series=series), base, miss.day or today())
    return found.notices[:MOST_NOTICES] if found.fit is not Fit.NO_NOTICE else ()


def used_of(notice: Notice, topic: str) -> Used:
    """What answers on the topic rest on: the notice's first fact on it, or its silence."""
    fact = next(iter(notice.cell(topic).facts), None)
    if fact is None:
        return Used(notice_id=notice.id, topic=topic)
    return Used(notice_id=fact.notice or notice.id, topic=topic, fact=fact.id, say=fact.say, clause=fact.clause)
