"""/desk/proposals: an editor sees what is to be corrected beside the record, and takes it up or refuses it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiohttp import web

from bot.desk.access import ACCOUNTS, needs, present
from bot.desk.pages import render
from bot.desk.stores import CORRECTIONS
from bot.gateway.state import KNOWLEDGE_BASE
from bot.staff.roles import Permission
from policies_kb.loading import KnowledgeBase
from policies_kb.reviewing.named import fact_name

from .pages import when
from .store import OPEN, STATES, Proposal, ProposalRefused

routes = web.RouteTableDef()
edit = needs(Permission.EDIT_NOTICES)


@dataclass(frozen=True)
class Beside:
    """A proposal beside the record as it is today. ``say``: the fact's sentence, "" where it is stated no more;
    ``about``: how the fact is called; ``clause``, ``text``: where it stands, verbatim."""

    proposal: Proposal
    notice: str
    topic: str
    say: str
    about: str
    clause: str
    text: str


@routes.get("/proposals")
@edit
async def proposals(request: web.Request) -> web.Response:
    """The open ones first, then those that were decided."""
    return await _page(request)


@routes.post("/proposals/{number}")
@edit
async def decide(request: web.Request) -> web.StreamResponse:
    """Takes one up, or refuses it with a reason."""
    form, by, written = await request.post(), await present(request), request.match_info["number"]
    if not written.isdecimal() or len(written) > 15:
        raise web.HTTPNotFound
    state, reason = str(form.get("state", "")), str(form.get("reason", ""))
    store = request.config_dict[CORRECTIONS]
    try:
        await asyncio.to_thread(store.decide, int(written), by.name, state, reason)
    except ProposalRefused as refusal:
        return await _page(request, status=422, problem=str(refusal))
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, "decide_correction", f"{written} {state}")
    raise web.HTTPSeeOther("/desk/proposals")


async def _page(request: web.Request, *, status: int = 200, problem: str = "") -> web.Response:
    found = await asyncio.to_thread(request.config_dict[CORRECTIONS].proposals)
    base = request.config_dict[KNOWLEDGE_BASE]()
    rows = sorted((beside(one, base) for one in found), key=lambda row: row.proposal.state != OPEN)
    return await render(request, "proposals.html", status=status, rows=rows, states=STATES, problem=problem, when=when)


def beside(proposal: Proposal, base: KnowledgeBase) -> Beside:
    """The proposal with what the record says today."""
    topic = base.reference.topics.get(proposal.topic)
    notice = base.notices.get(proposal.notice_id)
    fact = next((one for one in notice.record.facts if one.id == proposal.fact), None) if notice else None
    # a fact that an amending notice states stands in that one
    printed = base.notices.get(fact.notice or proposal.notice_id) if fact else None
    clause = printed.tree.get(fact.clause) if printed and fact else None
    return Beside(
        proposal,
        base.names.get(proposal.notice_id, ""),
        topic.name if topic else "",
        fact.say if fact else "",
        fact_name(fact.model_dump(), base.reference) if fact else "",
        fact.clause if fact else "",
        clause.full_text if clause else fact.quote if fact else "",
    )
