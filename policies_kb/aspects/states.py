"""Which aspects a fact states, and which its sentence leaves open: from its typed fields, quotes and sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from policies_kb.model.facts import AnyFact

from .catalogue import Aspect, Catalogue, load_aspects
from .phrases import CLAUSE, fold

LEAST = 2  # characters that name something


@dataclass(frozen=True)
class States:
    """Aspects by name. What a record's reviewer wrote down wins over what is derived."""

    stated: frozenset[str]
    left_open: frozenset[str]


def states_of(fact: AnyFact) -> States:
    """The aspects that a fact states and leaves open."""
    typed = frozenset(name for name in _typed_fields() if getattr(fact, name, None) not in (None, ""))
    quotes = "，".join("".join(quote.quote.split()) for quote in fact.quotes)  # printed with spaces around figures
    derived = _derived(fact.say, quotes, typed)
    if not (fact.states or fact.leaves_open):
        return derived
    stated, open_ = frozenset(fact.states), frozenset(fact.leaves_open)
    return States((derived.stated | stated) - open_, (derived.left_open | open_) - stated)


@lru_cache(maxsize=1)
def _typed_fields() -> frozenset[str]:
    return frozenset(aspect.row.typed for aspect in load_aspects().aspects.values() if aspect.row.typed)


@lru_cache(maxsize=32768)  # facts of every release that is asked about
def _derived(say: str, quotes: str, typed: frozenset[str]) -> States:
    catalogue = load_aspects()
    positive, open_ = _halves(say, catalogue)
    folded = fold(quotes)
    aspects = catalogue.aspects.values()
    stated = (
        aspect.id
        for aspect in aspects
        if aspect.row.typed in typed or (aspect.evidence.find(folded) and aspect.evidence.find(positive))
    )
    return States(frozenset(stated), frozenset(aspect.id for aspect in aspects if _names(aspect, open_)))


def _names(aspect: Aspect, text: str) -> bool:
    return bool(text) and bool(aspect.evidence.find(text) or aspect.words.find(text))


def _halves(say: str, catalogue: Catalogue) -> tuple[str, str]:
    """What a sentence asserts, and what it leaves open.

    A word like 没有写 leaves open what follows it in its clause; where nothing does (「用什么纸、几份，都没有写」),
    what stands before it in its sentence.
    """
    positive: list[str] = []
    open_: list[str] = []
    for sentence in re.split("[;；。]", say):
        asserted: list[str] = []
        for match in re.finditer(CLAUSE + "+", fold(sentence)):
            clause = match[0]
            words = catalogue.unstated.find(clause)
            if not words:
                asserted.append(clause)
                continue
            start, end = words[0]
            if len(clause) - end < LEAST:
                open_ += [*asserted, clause[:start]]
                asserted = []
            else:
                asserted.append(clause[:start])
                open_.append(clause[end:])
        positive += asserted
    return "，".join(filter(None, positive)), "，".join(filter(None, open_))
