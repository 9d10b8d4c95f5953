"""The page of one question: a pick list for the place and the series, buttons for closed answers, else a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from actions.eligibility import TARGET, Open
from actions.knowledge import flow
from bot.gateway.state import KNOWLEDGE_BASE
from policies_kb.eligibility import question, targets
from policies_kb.loading import KnowledgeBase

from .check_asking import PLACE, SERIES, Asked
from .check_places import ELSEWHERE, areas, not_on_file
from .check_state import UNKNOWN, State
from .check_take import AS_TYPED, Again, key
from .check_told import said_value, told_lines
from .open_now import strip_of
from .site import render

PAGE = "/check"
AREA = "area"
COMES_FIRST = 1  # the question that is being put counts as a step


@dataclass(frozen=True)
class Picks:
    """What can be picked with one tap: answers as (value, title), links to a longer list as (title, address), and the
    address of 不在列表; "" where there is none."""

    answers: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    elsewhere: str = ""


def question_page(
    request: web.Request, state: State, asked: Asked, again: Again | None = None, typed: str = ""
) -> web.Response:
    """The question that is open, or ``again`` the one that was answered with what cannot be read."""
    base = request.app[KNOWLEDGE_BASE]()
    assert isinstance(asked.found, Open)
    name = again.field if again else asked.found.field
    problem = again.reason if again else asked.found.reason
    area = request.query.get(AREA, "")
    told = told_lines(state, PAGE, asked.taken)
    picks = _picks(state, name, area, base)
    before = state.told.get(name, "")
    context: dict[str, Any] = {
        "hidden": {**state.told, **state.settings},
        "name": name,
        "area": area,
        "problem": problem,
        "meant": again.meant if again else (),
        "told": told,
        "typed": typed.removeprefix(AS_TYPED) or _typed_before(name, before),
        "before": before,
        "back": _back(state, told, area),
        "links": picks.links,
        "picks": picks.answers,
        "elsewhere": picks.elsewhere,
        "step": sum(line.field != name and not line.note for line in told) + COMES_FIRST,
        "left": asked.left,
        "strip": strip_of(base, state.day),
        **_words(name, asked, base),
    }
    return render(request, "check.html", 422 if problem else 200, **context)


def nowhere_page(request: web.Request, state: State, region: str) -> web.Response:
    """Nothing is on file for the place: that is said at once, with whom to ask."""
    base = request.app[KNOWLEDGE_BASE]()
    said = not_on_file(region, base)
    again = f"{PAGE}?{State({}, state.on).query()}"
    return render(request, "nowhere.html", said=said, again=again, strip=strip_of(base, state.day))


def _words(name: str, asked: Asked, base: KnowledgeBase) -> dict[str, Any]:
    if name == TARGET:
        found = asked.found
        offered = (found.offered if isinstance(found, Open) else ()) or targets()
        meaning = flow().explain(asked.check).text
        return {
            "options": [(target, target) for target in offered],
            "ask": "您想申报哪一种？",
            "why": "不同方式条件不同。",
            "meaning": meaning,
            "hint": "",
            "suggestions": [],
        }
    text = question(name, base)
    return {
        "options": [(key(stored), title) for stored, title in text.options.items()],
        "ask": text.question,
        "why": text.why,
        "meaning": text.meaning,
        "hint": text.example,
        "suggestions": _suggestions(name, base),
    }


def _picks(state: State, name: str, area: str, base: KnowledgeBase) -> Picks:
    if name == SERIES:
        return Picks(tuple((series, series.removesuffix("系列")) for series in base.reference.series))
    if name != PLACE:
        return Picks()
    found = areas(base)
    chosen = next((one for one in found if one.name == area), None)
    elsewhere = f"{PAGE}?{state.query(**{AREA: ELSEWHERE})}"
    if chosen:
        return Picks(chosen.places, (), elsewhere)
    single = tuple((place, one.title) for one in found if len(one.places) == 1 for place, _ in one.places)
    links = tuple(
        (one.title, f"{PAGE}?{state.query(ask=PLACE, **{AREA: one.name})}") for one in found if len(one.places) > 1
    )
    return Picks(single, links, elsewhere)


def _typed_before(name: str, before: str) -> str:
    """The old answer as it stands in the field; nothing for 不知道."""
    return "" if before in ("", UNKNOWN) else said_value(name, before, before)


def _back(state: State, told: list[Any], area: str) -> str:
    if area:
        return f"{PAGE}?{state.query()}"
    return told[-1].change if told else ""


def _suggestions(name: str, base: KnowledgeBase) -> list[str]:
    """Words offered while typing: places that are covered; the series and their specialties."""
    if name == PLACE:
        return [place for one in areas(base) for place, _ in one.places]
    if name == SERIES:
        known = base.reference.series.values()
        return list(dict.fromkeys([s.name for s in known] + [word for s in known for word in s.specialties]))
    return []
