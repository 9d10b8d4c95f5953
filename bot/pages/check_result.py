"""The result of /check: the verdict of each notice that matters, what to do next, and the list of what to prepare."""

from __future__ import annotations

from collections.abc import Iterable

from aiohttp import web

from actions.eligibility import Decided
from actions.knowledge import flow
from bot.gateway.state import KNOWLEDGE_BASE
from policies_kb.checklist import Case, make_token
from policies_kb.eligibility import Result
from policies_kb.loading import KnowledgeBase
from policies_kb.scope import timeline

from .check_asking import Asked
from .check_page import PAGE
from .check_state import State
from .check_told import told_lines
from .checklist import PLACE as CHECKLIST
from .site import render
from .verdicts import entries


def result_page(request: web.Request, state: State, asked: Asked) -> web.Response:
    """The page; the first notice stands whole, and the address holds everything that it was made from."""
    base = request.app[KNOWLEDGE_BASE]()
    found, check = asked.found, asked.check
    assert isinstance(found, Decided)
    target = check.target or ""
    results = flow().shown(check, found.results)
    token = make_token(Case(target, found.applicant, state.day, check.wishes()))
    return render(
        request,
        "result.html",
        target=target,
        as_of=state.day,
        entries=entries(results, found.applicant, state.day, base),
        judged_by=list(dict.fromkeys(base.notices[result.notice_id].head.round.name for result in results)),
        rounds=_other_rounds(state, results, base),
        told=told_lines(state, PAGE, asked.taken),
        taken=[line for line in told_lines(State(), PAGE, asked.taken) if line.note],
        link=CHECKLIST.format(token=token),
    )


def _other_rounds(state: State, results: Iterable[Result], base: KnowledgeBase) -> list[tuple[str, str]]:
    """The other rounds of these notices that are on file, the newest first, each with its address."""
    times = timeline(base)
    shown = [base.notices[result.notice_id] for result in results]
    found = {other.head.round for notice in shown for other in times.rounds(notice, state.day)}
    others = sorted(found - {notice.head.round for notice in shown}, key=lambda other: other.order, reverse=True)
    return [(other.name, f"{PAGE}?{state.in_round(other).query()}") for other in others]
