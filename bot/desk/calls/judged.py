"""The verdict on the caller, live: what was told as chips, and what the engine makes of it after each one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions.eligibility import TARGET, Check, Open
from actions.knowledge import answerer, flow
from policies_kb.eligibility import question, targets
from policies_kb.eligibility.telling import tell
from policies_kb.eligibility.values import label, shown
from policies_kb.loading import KnowledgeBase

from .cards import Card

FROM_SCOPE = ("region", "series")  # told by the card's place and series


@dataclass(frozen=True)
class Chip:
    """One thing told, in words; ``field`` takes it away again."""

    field: str
    label: str
    value: str


@dataclass(frozen=True)
class Judged:
    """``verdicts``: a headline for each notice that matters, with the verdict's name; ``ask``: what to ask the caller
    next, in the words to say; ``options``: what the caller can answer; ``reason``: what could not be true."""

    verdicts: tuple[tuple[str, str], ...] = ()
    ask: str = ""
    options: tuple[str, ...] = ()
    reason: str = ""


def take(card: Card, text: str, day: date) -> tuple[Card, bool]:
    """The card with what the words tell; False where they tell nothing."""
    found = tell(text, answerer().reader, day)
    if not (found.values or found.target):  # a bare 「三年」 or 「没有」 answers what is asked next
        found = tell(text, answerer().reader, day, _open_field(card, day))
    told: dict[str, Any] = dict(card.told)
    for one, other in (("years", "work_start"), ("work_start", "years")):
        if one in found.values:
            told.pop(other, None)
    told |= {name: value for name, value in found.values.items() if name not in FROM_SCOPE}
    scope = card.scope
    if "region" in found.values:
        scope = replace(scope, regions=(str(found.values["region"]),))
    if "series" in found.values:
        scope = replace(scope, series=(str(found.values["series"]),))
    read = bool(found.values or found.target)
    return replace(card, told=told, scope=scope, target=found.target or card.target), read


def without(card: Card, name: str) -> Card:
    """The card without one thing told."""
    if name == TARGET:
        return replace(card, target=None)
    return replace(card, told={key: value for key, value in card.told.items() if key != name})


def chips(card: Card) -> list[Chip]:
    """What was told, in the order of telling."""
    found = [Chip(TARGET, "申报", card.target)] if card.target else []
    for name, value in card.told.items():
        said = _said(name, value)
        found.append(Chip(name, "开始工作" if name == "work_start" else label(name), said))
    return found


def _said(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value)) or "还没有"
    return str(value) if name == "work_start" else shown(name, value)


def judged(card: Card, day: date, base: KnowledgeBase) -> Judged | None:
    """What the engine makes of the card; None while nothing of a person was told."""
    if not card.told and not card.target:
        return None
    check = _check(card)
    found = flow().decide(check, day)
    if isinstance(found, Open):
        if found.field == TARGET:
            return Judged(ask="您想申报哪一种？", options=tuple(found.offered or targets()), reason=found.reason)
        words = question(found.field, base)
        return Judged(ask=words.question, options=tuple(words.options.values()), reason=found.reason)
    results = flow().shown(check, found.results)
    return Judged(tuple((result.verdict.value, result.text.split("\n", 1)[0]) for result in results))


def _check(card: Card) -> Check:
    told: dict[str, Any] = dict(card.told)
    if card.scope.regions:
        told["region"] = card.scope.regions[0]
    if card.scope.series:
        told["series"] = card.scope.series[0]
    rounds = [wish.model_dump() for wish in card.scope.rounds]
    return Check(target=card.target, told=told, rounds=rounds)


def _open_field(card: Card, day: date) -> str | None:
    """What the engine would ask next."""
    found = flow().decide(_check(card), day)
    return found.field if isinstance(found, Open) else None
