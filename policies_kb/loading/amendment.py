"""A notice as it stands after a later one has changed points of it, such as a postponed deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from policies_kb.clauses import bare
from policies_kb.model.facts import AnyFact, CutoffFact, Quote, WindowFact
from policies_kb.model.record import NotStated
from policies_kb.reference import Reference

from .knowledge_base import Notice


@lru_cache(maxsize=256)
def amended(notice: Notice, change: Notice, reference: Reference) -> Notice:
    """``notice`` with the facts that ``change`` states anew; what it does not speak of stays.

    A fact of the same point takes the old one's place, another is added; a silence that it fills goes. Every fact keeps
    the notice that it is quoted from, and the sentence that no longer holds is quoted by none.
    """
    anew = {fact.id: fact for fact in change.record.facts}
    spoken = {topic for fact in change.record.facts for topic in fact.topics}
    replaced = [fact for fact in notice.record.facts if fact.id in anew]
    gone = {bare(fact.quote) for fact in replaced}
    days = set(_days(replaced)) - set(_days(anew.values()))
    facts = [anew.pop(fact.id) if fact.id in anew else _without(fact, gone) for fact in notice.record.facts]
    silences = [entry for entry in notice.record.not_stated if not spoken & set(entry.topics)]
    record = notice.record.model_copy(
        update={
            "facts": (*facts, *anew.values()),
            "not_stated": tuple(_silence_without(entry, gone, days) for entry in silences),
        },
    )
    return Notice.of(record, notice.text, notice.tree, reference)


def stale(notice: Notice, change: Notice) -> Iterator[tuple[AnyFact, str]]:
    """The facts that ``change`` leaves as they are although they tell a day that it replaces, each with the day.

    They quote the very sentence that no longer holds.
    """
    anew = {fact.id: fact for fact in change.record.facts}
    replaced = [fact for fact in notice.record.facts if fact.id in anew]
    gone = {bare(fact.quote) for fact in replaced}
    days = sorted(set(_days(replaced)) - set(_days(anew.values())))
    for fact in notice.record.facts:
        if fact.id not in anew and any(bare(quote.quote) in gone for quote in fact.quotes):
            yield from ((fact, day) for day in days if day in fact.say)


def _days(facts: Iterable[AnyFact]) -> Iterator[str]:
    for fact in facts:
        moments: tuple[date | None, ...] = ()
        if isinstance(fact, WindowFact):
            moments = (fact.start, fact.end)
        elif isinstance(fact, CutoffFact):
            moments = (fact.at,)
        yield from (f"{moment.month}月{moment.day}日" for moment in moments if moment)


def _without(fact: AnyFact, gone: set[str]) -> AnyFact:
    kept = _kept(fact.more_quotes, gone)
    return fact if kept == fact.more_quotes else fact.model_copy(update={"more_quotes": kept})


def _silence_without(entry: NotStated, gone: set[str], days: set[str]) -> NotStated:
    """A silence keeps its own words only while they tell no day that is gone; the standard ones say the same."""
    say = "" if any(day in entry.say for day in days) else entry.say
    return entry.model_copy(update={"quotes": _kept(entry.quotes, gone), "say": say})


def _kept(quotes: tuple[Quote, ...], gone: set[str]) -> tuple[Quote, ...]:
    return tuple(quote for quote in quotes if bare(quote.quote) not in gone)
