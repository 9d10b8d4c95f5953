"""The verdict on the caller, live: what was told as chips, and what the engine makes of it after each one."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions.eligibility import TARGET, Check, Open
from actions.knowledge import answerer, flow
from policies_kb.checklist import Case
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
    """The card with what the words tell, taken as an answer to what is asked next; False where they tell nothing."""
    check = deepcopy(card.check)
    found = tell(text, answerer().reader, day)
    if not (found.values or found.target):  # a bare 「三年」 or 「没有」 answers what is asked next
        check.asking = _open_field(card, day)
        found = tell(text, answerer().reader, day, check.asking)
    read = bool(found.values or found.target or found.denied or (check.asking and found.unknown))
    scope = card.scope
    if "region" in found.values:
        scope = replace(scope, regions=(str(found.values["region"]),))
    if "series" in found.values:
        scope = replace(scope, series=(str(found.values["series"]),))
    if read:
        check.take(found)
        for name in FROM_SCOPE:
            check.told.pop(name, None)
    return replace(card, check=check if read else card.check, scope=scope), read


def without(card: Card, name: str) -> Card:
    """The card without one thing told; it may be asked for again."""
    check = deepcopy(card.check)
    if name == TARGET:
        check.target = None
    check.told.pop(name, None)
    check.inferred.pop(name, None)
    check.asked = [asked for asked in check.asked if asked != name]
    return replace(card, check=check)


def chips(card: Card) -> list[Chip]:
    """What was told, in the order of telling."""
    target = card.check.target
    found = [Chip(TARGET, "申报", target)] if target else []
    found += [Chip(name, label(name), _said(name, value)) for name, value in card.check.told.items()]
    unknown = [name for name in card.check.asked if name not in card.check.told and name not in (TARGET, *FROM_SCOPE)]
    return [*found, *(Chip(name, label(name), "不知道") for name in unknown)]


def _said(name: str, value: Any) -> str:
    return shown(name, value) or "还没有"


def judged(card: Card, day: date, base: KnowledgeBase) -> Judged | None:
    """What the engine makes of the card; None while nothing of a person was told."""
    if not card.check.told and not card.check.target:
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


def case(card: Card, day: date) -> Case | None:
    """What a checklist of the card is made from; None while something must still be asked."""
    check = _check(card)
    found = flow().decide(check, day)
    if isinstance(found, Open) or not found.results or check.target is None:
        return None
    return Case(check.target, found.applicant, day, check.wishes())


def _check(card: Card) -> Check:
    check = deepcopy(card.check)
    if card.scope.regions:
        check.told["region"] = card.scope.regions[0]
    if card.scope.series:
        check.told["series"] = card.scope.series[0]
    check.rounds = [wish.model_dump() for wish in card.scope.rounds]
    return check


def _open_field(card: Card, day: date) -> str | None:
    """What the engine would ask next."""
    found = flow().decide(_check(card), day)
    return found.field if isinstance(found, Open) else None
