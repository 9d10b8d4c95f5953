"""/check: the eligibility check as pages, one question each: the place, the series, then what the engine needs.

All that was told stands in the address, so that going back, reloading and sharing work without a session, and the
page works without JavaScript; with it, htmx exchanges only the middle of the page. What is typed is posted, and no
personal data is led on into an address: addresses stay in browsers, proxies and chats.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from aiohttp import web

from actions.eligibility import TARGET, Decided, Open
from bot.gateway.computing import computed, off_the_loop
from bot.gateway.rate_limit import ALLOWANCE
from bot.gateway.state import KNOWLEDGE_BASE
from bot.privacy.masking import mask
from policies_kb.eligibility import targets
from policies_kb.model.rounds import Wish
from policies_kb.scope import timeline

from .check_asking import asked
from .check_page import AREA, PAGE, nowhere_page, question_page
from .check_places import ELSEWHERE, covered
from .check_result import result_page
from .check_state import ON, ROUND, TOLD, State
from .check_take import Again, taken
from .check_told import ASK

FIELD, ANSWER = "field", "answer"


@off_the_loop
def check(request: web.Request) -> web.Response:
    """The next question, or the result; an answer is taken in and leads to the address of the new state."""
    query = request.query
    masked = _without_personal_data(query.items())
    if masked != [(name, value) for name, value in query.items() if name in _names()]:
        raise web.HTTPSeeOther(f"{PAGE}?{urlencode(masked)}")
    base = request.app[KNOWLEDGE_BASE]()
    state = State.from_query(query)
    if state.round and not timeline(base).of_round(Wish.of(state.round), state.day):
        raise web.HTTPSeeOther(f"{PAGE}?{state.in_round(None).query()}")  # of that round nothing is on file
    wanted = query.get(FIELD, "")
    if wanted and ANSWER in query:
        return _take(request, state, wanted, _answer(query.getall(ANSWER)))
    if query.get(AREA) == ELSEWHERE:
        return nowhere_page(request, state, "")
    found = asked(state)
    ask = query.get(ASK, "")
    if ask == TARGET or ask in State.fields():
        return question_page(request, state, replace(found, found=Open(ask, offered=targets())))
    if found.region and not covered(found.region, base):
        return nowhere_page(request, state, found.region)
    if isinstance(found.found, Decided):
        return result_page(request, state, found)
    return question_page(request, state.only(found.check.told), found)


async def posted(request: web.Request) -> web.Response:
    """An answer as the form sends it: leads to the address that says the same without personal data."""
    fields = parse_qsl((await request.read()).decode("utf-8", "replace"), keep_blank_values=True)
    await request.app[ALLOWANCE].asked(request, "\n".join(value for _, value in fields))
    raise web.HTTPSeeOther(f"{PAGE}?{urlencode(await computed(request, _without_personal_data, fields))}")


def _without_personal_data(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields that an address of this page may hold, each masked."""
    return [(name, mask(value)) for name, value in fields if name in _names()]


def _answer(answers: list[str]) -> str:
    """The one that counts: a button comes after an empty field or a choice made before."""
    return next((answer.strip() for answer in reversed(answers) if answer.strip()), "")


def _take(request: web.Request, state: State, name: str, answer: str) -> web.Response:
    """The state with the answer, as a redirect; the question again where the answer cannot be read."""
    if name != TARGET and name not in State.fields():
        raise web.HTTPSeeOther(f"{PAGE}?{state.query()}")
    found = taken(state, name, answer, request.app[KNOWLEDGE_BASE]())
    if isinstance(found, Again):
        again = replace(asked(state), found=Open(name, found.reason, targets()))
        return question_page(request, state, again, found, answer)
    raise web.HTTPSeeOther(f"{PAGE}?{found.query()}")


def _names() -> frozenset[str]:
    """The names that an address of this page may hold."""
    return frozenset({*State.fields(), *TOLD, TARGET, ON, ROUND, FIELD, ANSWER, ASK, AREA})


def add_check_pages(app: web.Application) -> None:
    """Routes the check."""
    app.router.add_get(PAGE, check)
    app.router.add_post(PAGE, posted)
