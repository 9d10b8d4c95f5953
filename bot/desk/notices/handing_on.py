"""Handing a manuscript on: the gate, to the second person, back with a word, or approved and released."""

from __future__ import annotations

import asyncio
import hmac

from aiohttp import web

from bot.desk.access import ACCOUNTS, needs, present
from bot.desk.stores import MANUSCRIPTS
from bot.staff.accounts import Member
from bot.staff.roles import Permission

from .background import BACKGROUND
from .listing import PLACE
from .review import whole
from .shown import manuscript, view
from .states import ManuscriptRefused, State
from .store import LONGEST_NOTE, Manuscript

routes = web.RouteTableDef()
edits, approves = needs(Permission.EDIT_NOTICES), needs(Permission.APPROVE_RELEASES)


@routes.post("/notices/{number}/check")
@edits
async def check(request: web.Request) -> web.Response:
    """Puts it through the gate, in the background."""
    found, by = await manuscript(request), await present(request)
    return await _moved(request, found, by, "check_notice", State.EDITING, State.CHECKING, "begun_check", "开始检查")


@routes.post("/notices/{number}/submit")
@edits
async def submit(request: web.Request) -> web.Response:
    """Hands it to the second person: nothing waits, and the gate has let exactly this pass."""
    found, by = await manuscript(request), await present(request)
    shown = await view(request, found)
    if shown.waiting:
        return await whole(request, found, status=422, problem=f"还有 {len(shown.waiting)} 条没有看完，看完再提交。")
    if not shown.passed:
        return await whole(request, found, status=422, problem="先检查，没有问题再提交；检查以后改过的，要再检查一次。")
    told = {"submitted_by": by.name, "submitted_digest": found.digest}
    return await _moved(
        request, found, by, "submit_notice", State.EDITING, State.IN_REVIEW, "submitted", "提交审核", **told
    )


@routes.post("/notices/{number}/withdraw")
@edits
async def withdraw(request: web.Request) -> web.Response:
    """Takes it back to change it."""
    found, by = await manuscript(request), await present(request)
    return await _moved(request, found, by, "withdraw_notice", State.IN_REVIEW, State.EDITING, "withdrawn", "撤回修改")


@routes.post("/notices/{number}/return")
@approves
async def give_back(request: web.Request) -> web.Response:
    """Back to the editors, with what is to be changed."""
    found, by = await manuscript(request), await present(request)
    why = str((await request.post()).get("reason", "")).strip()[:LONGEST_NOTE]
    if not why:
        return await whole(request, found, status=422, problem="退回要写明哪里要改。")
    return await _moved(
        request, found, by, "return_notice", State.IN_REVIEW, State.EDITING, "returned", f"退回修改：{why}",
        problem=f"{by.shown} 退回修改：{why}",
    )  # fmt: skip


@routes.post("/notices/{number}/approve")
@approves
async def approve(request: web.Request) -> web.Response:
    """Approves what the page showed, by its digest, and releases it in the background."""
    found, by, form = await manuscript(request), await present(request), await request.post()
    reason = str(form.get("reason", "")).strip()[:LONGEST_NOTE]
    seen = str(form.get("digest", ""))
    authors = await asyncio.to_thread(request.config_dict[MANUSCRIPTS].authors, found.number)
    problem = ""
    if by.name in authors:
        problem = "您上传或改过这份稿件，不能自己审核：请另一位审核。"
    elif not reason:
        problem = "要写发布的理由，如：新增某县通知、更正电话。"
    elif not hmac.compare_digest(seen.encode(), found.submitted_digest.encode()) or found.digest != seen:
        problem = "您打开以后稿件改过了，没有通过。请看过改动再审核。"
    elif "compared" not in form:
        problem = "请先逐条对过原件，再勾上“已逐条对过原件”。"
    if problem:
        return await whole(request, found, status=422, problem=problem)
    return await _moved(
        request, found, by, "approve_notice", State.IN_REVIEW, State.RELEASING, "approved", f"审核通过：{reason}",
        approved_by=by.name, reason=reason,
    )  # fmt: skip


async def _moved(
    request: web.Request, found: Manuscript, by: Member, action: str, before: State, after: State, kind: str, said: str,
    **values: str,
) -> web.Response:  # fmt: skip
    """One step on, with its line in the audit; what runs in the background is begun."""
    try:
        moved = await asyncio.to_thread(
            lambda: request.config_dict[MANUSCRIPTS].move(
                found.number, by.name, before, after, kind=kind, said=said, expecting=found.version, **values
            )
        )
    except ManuscriptRefused as refusal:
        return await whole(request, await manuscript(request), status=409, problem=str(refusal))
    line = f"{found.number} {found.digest[:16]} {said}"
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, action, line)
    request.config_dict[BACKGROUND].look_after(moved)
    raise web.HTTPSeeOther(f"{PLACE}/{found.number}")
