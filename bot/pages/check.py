"""/check: the eligibility check as pages, one question each, in the order in which the engine needs them.

All that was told stands in the address, so that going back, reloading and sharing work without a session, and the
page works without JavaScript; with it, htmx exchanges only the middle of the page. What is typed is posted, and no
personal data is led on into an address: addresses stay in browsers, proxies and chats.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from aiohttp import web

from actions.eligibility import TARGET, Decided, Open
from actions.knowledge import answerer, flow
from bot.gateway.computing import computed, off_the_loop
from bot.gateway.rate_limit import ALLOWANCE
from bot.gateway.state import KNOWLEDGE_BASE
from bot.privacy.masking import mask
from policies_kb.checklist import Case, make_token
from policies_kb.eligibility import Result, Target, question, question_options, targets
from policies_kb.eligibility.telling import tell
from policies_kb.eligibility.values import label, shown
from policies_kb.loading import KnowledgeBase
from policies_kb.model.rounds import Wish
from policies_kb.scope import timeline

from .check_state import LONGEST, NONE_YET, ON, ROUND, TOLD, UNKNOWN, State
from .checklist import PLACE as CHECKLIST
from .site import render
from .verdicts import entries

PAGE = "/check"
FIELD, ANSWER, ASK = "field", "answer", "ask"


@dataclass(frozen=True)
class ToldLine:
    """One thing told, in words, with the address to change it."""

    label: str
    value: str
    change: str


@off_the_loop
def check(request: web.Request) -> web.Response:
    """The next question, or the result; an answer is taken in and leads to the address of the new state."""
    query = request.query
    masked = _without_personal_data(query.items())
    if masked != [(name, value) for name, value in query.items() if name in _names()]:
        raise web.HTTPSeeOther(f"{PAGE}?{urlencode(masked)}")
    state = State.from_query(query)
    if state.round and not timeline(request.app[KNOWLEDGE_BASE]()).of_round(Wish.of(state.round), state.day):
        raise web.HTTPSeeOther(f"{PAGE}?{state.in_round(None).query()}")  # of that round nothing is on file
    wanted = query.get(FIELD, "")
    if wanted and ANSWER in query:
        answers = query.getall(ANSWER)
        # the button 不知道 comes besides an empty field or a choice made before
        return _take(request, state, wanted, UNKNOWN if UNKNOWN in answers else answers[0].strip())
    asked = query.get(ASK, "")
    if asked == TARGET or asked in _askable():
        return _question(request, state, Open(asked, offered=targets()))
    running = state.check()
    found = flow().decide(running, state.day)
    if isinstance(found, Open):
        kept = State(
            {name: value for name, value in state.told.items() if _kept(name, running.told, value)},
            state.on,
            state.round,
        )
        return _question(request, kept, found)
    return _result(request, state, found, running.target or "")


async def posted(request: web.Request) -> web.Response:
    """An answer as the form sends it: leads to the address that says the same without personal data."""
    fields = parse_qsl((await request.read()).decode("utf-8", "replace"), keep_blank_values=True)
    await request.app[ALLOWANCE].asked(request, "\n".join(value for _, value in fields))
    raise web.HTTPSeeOther(f"{PAGE}?{urlencode(await computed(request, _without_personal_data, fields))}")


def _without_personal_data(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields that an address of this page may hold, each masked."""
    return [(name, mask(value)) for name, value in fields if name in _names()]


def _take(request: web.Request, state: State, name: str, answer: str) -> web.Response:
    """The state with the answer, as a redirect; the question again where the answer cannot be read."""
    if name != TARGET and name not in _askable():
        raise web.HTTPSeeOther(f"{PAGE}?{state.query()}")
    if answer == UNKNOWN:
        raise web.HTTPSeeOther(f"{PAGE}?{state.with_told({name: UNKNOWN}).query()}")
    if name == TARGET:
        if answer not in targets():
            return _question(request, state, Open(TARGET, "请选一项", targets()))
        raise web.HTTPSeeOther(f"{PAGE}?{state.with_told({}, answer).query()}")
    options = {_key(stored): stored for stored, _ in question_options(name)}
    if answer in options:
        raise web.HTTPSeeOther(f"{PAGE}?{state.with_told({name: _stored(name, options[answer])}).query()}")
    if options or not answer:
        return _question(request, state, Open(name, "请选一项；不清楚就选“不知道”" if options else "请先填写"))
    answer = answer[:LONGEST]
    told = tell(answer, answerer().reader, state.day, name)
    if told.unknown:
        raise web.HTTPSeeOther(f"{PAGE}?{state.with_told({name: UNKNOWN}).query()}")
    if name not in told.values and not (name == "years" and "work_start" in told.values):
        if not (name == "series" and "specialty" in told.values):
            example = question(name, request.app[KNOWLEDGE_BASE]()).example
            return _question(request, state, Open(name, f"没看懂“{answer}”。{example}"), answer)
        raise web.HTTPSeeOther(f"{PAGE}?{state.with_told({**told.values, name: UNKNOWN}).query()}")
    raise web.HTTPSeeOther(f"{PAGE}?{state.with_told(told.values, told.target).query()}")


def _question(request: web.Request, state: State, found: Open, typed: str = "") -> web.Response:
    told = _told(state)
    text = None if found.field == TARGET else question(found.field, request.app[KNOWLEDGE_BASE]())
    context = {
        "state": state,
        "hidden": {**state.told, **state.settings},
        "name": found.field,
        "problem": found.reason,
        "told": told,
        "typed": typed,
        "back": told[-1].change if told else "",
        "hint": text.example if text else "",
    }
    if text is None:
        options = [(target, target) for target in found.offered]
        words = {"ask": "您想申报哪一种？", "why": "不同方式条件不同。", "meaning": flow().explain(state.check()).text}
    else:
        options = [(_key(stored), title) for stored, title in text.options.items()]
        words = {"ask": text.question, "why": text.why, "meaning": text.meaning}
    suggestions = _suggestions(request, found.field)
    status = 422 if found.reason else 200
    return render(request, "check.html", status, options=options, suggestions=suggestions, **words, **context)


def _result(request: web.Request, state: State, found: Decided, target: Target) -> web.Response:
    base = request.app[KNOWLEDGE_BASE]()
    results = flow().shown(state.check(), found.results)
    token = make_token(Case(target, found.applicant, state.day, state.check().wishes()))
    return render(
        request,
        "result.html",
        target=target,
        as_of=state.day,
        entries=entries(results, found.applicant, state.day, base),
        judged_by=list(dict.fromkeys(base.notices[result.notice_id].head.round.name for result in results)),
        rounds=_other_rounds(state, results, base),
        told=_told(state),
        link=CHECKLIST.format(token=token),
    )


def _other_rounds(state: State, results: list[Result], base: KnowledgeBase) -> list[tuple[str, str]]:
    """The other rounds of these notices that are on file, the newest first, each with its address."""
    times = timeline(base)
    shown = [base.notices[result.notice_id] for result in results]
    found = {other.head.round for notice in shown for other in times.rounds(notice, state.day)}
    others = sorted(found - {notice.head.round for notice in shown}, key=lambda other: other.order, reverse=True)
    return [(other.name, f"{PAGE}?{state.in_round(other).query()}") for other in others]


def _told(state: State) -> list[ToldLine]:
    lines = []
    values = state.check().told
    for name, value in state.told.items():
        if name == TARGET:
            named, said = "申报方式", "不知道" if value == UNKNOWN else value
        else:
            field = "years" if name == "work_start" else name
            named = "开始工作的日期" if name == "work_start" else label(field)
            said = value if name == "work_start" else _shown(name, values.get(name, value))
        change = f"{PAGE}?{state.without(name).query(**{ASK: 'years' if name == 'work_start' else name})}"
        lines.append(ToldLine(named, said, change))
    return lines


def _shown(name: str, value: object) -> str:
    if value == UNKNOWN:
        return "不知道"
    if isinstance(value, list):
        return "、".join(value) or NONE_YET
    options = {_key(stored): title for stored, title in question_options(name)}
    text = str(value)
    return options.get(text) or (shown(name, float(text)) if name.endswith("years") else text)


def _suggestions(request: web.Request, name: str) -> list[str]:
    """Words offered while typing: places with a notice and those below them; the series of the reference data."""
    base = request.app[KNOWLEDGE_BASE]()
    if name == "region":
        covered = {region for notice in base.notices.values() for region in notice.head.coverage.regions}
        return [r.name for r in base.reference.regions.values() if covered & set(base.reference.region_chain(r.name))]
    if name == "series":
        return list(base.reference.series)
    return []


def _names() -> frozenset[str]:
    """The names that an address of this page may hold."""
    return frozenset({*State.fields(), *TOLD, TARGET, ON, ROUND, FIELD, ANSWER, ASK})


def _askable() -> frozenset[str]:
    return frozenset(name for name in State.fields() if name != "work_start")


def _kept(name: str, told: dict[str, object], value: str) -> bool:
    """Whether a part of the address stays: not a statement that was dropped because it cannot be."""
    return value == UNKNOWN or name == TARGET or name in told


def _key(stored: object) -> str:
    return str(stored).lower() if isinstance(stored, bool) else str(stored)


def _stored(name: str, stored: object) -> object:
    """A button's value as the field holds it: an assessment is a list of one, or of none."""
    if name == "assessments":
        return [] if stored == NONE_YET else [stored]
    return stored


def add_check_pages(app: web.Application) -> None:
    """Routes the check."""
    app.router.add_get(PAGE, check)
    app.router.add_post(PAGE, posted)
