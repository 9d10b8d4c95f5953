"""GET /api/notices and /api/notices/{id}: what is on file, as reviewed."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.errors import ApiError, json_response
from bot.gateway.models import ClauseText, NoticeDetail, NoticeList, NoticeSummary
from bot.gateway.operations import Operation
from bot.gateway.state import KNOWLEDGE_BASE
from policies_kb.loading import Notice


def _summary(notice: Notice) -> dict[str, object]:
    head = {name: getattr(notice.head, name) for name in NoticeSummary.model_fields if name != "round"}
    return {**head, "round": notice.head.round.name}


async def notices(request: web.Request) -> web.Response:
    """Every notice on file."""
    on_file = request.app[KNOWLEDGE_BASE]().notices.values()
    return json_response(NoticeList(notices=[NoticeSummary.model_validate(_summary(n)) for n in on_file]))


async def notice(request: web.Request) -> web.Response:
    """One notice: record and clauses; 404 for an id that is not on file."""
    wanted = request.match_info["notice_id"]
    on_file = request.app[KNOWLEDGE_BASE]().notices
    found = on_file.get(wanted)
    if found is None:
        raise ApiError(404, "no_such_notice", "没有这个编号的通知", f"现有:{'、'.join(on_file)}", "notice_id")
    clauses = [ClauseText(id=clause.id, text=clause.text) for clause in found.tree.clauses.values()]
    detail = {**_summary(found), "record": found.record.model_dump(mode="json"), "clauses": clauses}
    if wanted in request.app[KNOWLEDGE_BASE]().originals:
        detail["original"] = f"/notices/{wanted}/original"
    return json_response(NoticeDetail.model_validate(detail))


OPERATIONS = (
    Operation("GET", "/api/notices", "在库的通知", notices, NoticeList, errors=(429,)),
    Operation("GET", "/api/notices/{notice_id}", "一份通知的记录和条款", notice, NoticeDetail, errors=(404, 429)),
)
