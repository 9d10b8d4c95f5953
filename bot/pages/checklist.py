"""GET /api/eligibility/{token}/checklist as a printable page, and /checklist.ics with its dates.

The token holds what was told (policies_kb/checklist/link.py); nothing of it is kept here, and it expires.
"""

from __future__ import annotations

from aiohttp import web

from bot.gateway.computing import off_the_loop
from bot.gateway.eligibility import rulebook
from bot.gateway.errors import ApiError
from bot.gateway.operations import Operation
from bot.gateway.state import KNOWLEDGE_BASE
from policies_kb.checklist import Case, LinkExpired, LinkInvalid, calendar_of, make_checklist, read_token
from policies_kb.checklist.link import VALID
from policies_kb.eligibility import Result, Verdict, assess, assess_notice
from policies_kb.scope import timeline

from .site import render
from .verdicts import entries

EXPIRED, INVALID = "这个链接已经过期", "这个链接不完整或被改动过"
MEND = "请重新核对一次，会得到新的链接"


@off_the_loop
def checklist(request: web.Request) -> web.Response:
    """The page; an expired or damaged link is told so, with the way to a new one."""
    try:
        case = read_token(request.match_info["token"])
    except LinkExpired:
        return render(request, "message.html", 410, title="链接过期了", said=f"{EXPIRED}。{MEND}。", again="/check")
    except LinkInvalid:
        return render(request, "message.html", 404, title="链接打不开", said=f"{INVALID}。{MEND}。", again="/check")
    base = request.app[KNOWLEDGE_BASE]()
    found = entries(_results(request, case), case.applicant, case.as_of, base)
    return render(
        request,
        "checklist.html",
        target=case.target,
        as_of=case.as_of,
        expires=VALID.days,
        entries=found,
        calendar=f"{request.path}.ics{f'?notice={wanted}' if (wanted := _wanted(request)) else ''}",
    )


@off_the_loop
def calendar(request: web.Request) -> web.Response:
    """The dates of one notice as a calendar file; 404 and 410 as JSON, 422 when the notice is left open."""
    try:
        case = read_token(request.match_info["token"])
    except LinkExpired as error:
        raise ApiError(410, "expired", EXPIRED, MEND, "token") from error
    except LinkInvalid as error:
        raise ApiError(404, "no_such_link", INVALID, MEND, "token") from error
    results = [result for result in _results(request, case) if result.verdict is not Verdict.INELIGIBLE]
    if not results:
        raise ApiError(404, "no_dates", "不能申报，没有要记的日期", MEND)
    base = request.app[KNOWLEDGE_BASE]()
    notice = timeline(base).as_of(base.notices[results[0].notice_id], case.as_of)
    body = calendar_of(make_checklist(notice, case.target, case.applicant, case.as_of), notice, names=base.names)
    name = f"{notice.id}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=body, content_type="text/calendar", charset="utf-8", headers=headers)


def _results(request: web.Request, case: Case) -> list[Result]:
    """The results of the case; of one notice alone where the address names it, be it of an earlier round."""
    book, day = rulebook(), case.as_of
    found = assess(book, case.target, case.applicant, day, case.rounds)
    wanted = _wanted(request)
    named = [result for result in found if result.notice_id == wanted]
    if named or not wanted:
        return named or found
    later = book.followed(wanted, day)
    return [assess_notice(book.of(wanted, day), case.target, case.applicant, day, later=later)]


def _wanted(request: web.Request) -> str:
    """The notice that the address names; "" where there is none of that name."""
    wanted = request.query.get("notice", "")
    return wanted if wanted in rulebook() else ""


PLACE = "/api/eligibility/{token}/checklist"
_ERRORS = (404, 410, 429, 503)
OPERATIONS = (
    Operation(
        "GET",
        PLACE,
        "可打印的材料清单",
        checklist,
        errors=_ERRORS,
        produces="text/html",
        query=("notice",),
    ),
    Operation(
        "GET",
        "/api/eligibility/{token}/checklist.ics",
        "清单里的日期,存到日历",
        calendar,
        errors=_ERRORS,
        produces="text/calendar",
        query=("notice",),
    ),
)
