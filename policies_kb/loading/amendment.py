"""A notice as it stands after a later one has changed points of it, such as a postponed deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from policies_kb.clauses import bare
from policies_kb.model.facts import (
    AnyFact,
    ContactFact,
    CutoffFact,
    FeeFact,
    PlaceFact,
    PostingFact,
    Quote,
    ResubmissionFact,
    WindowFact,
    YearsFact,
)
from policies_kb.model.record import NotStated
from policies_kb.reference import Reference

from .knowledge_base import Notice
from .sentences import sentence


@lru_cache(maxsize=256)
def amended(notice: Notice, change: Notice, reference: Reference) -> Notice:
    """``notice`` with the facts that ``change`` states anew; what it does not speak of stays.

    A fact of the same point takes the old one's place, another is added; a silence that it fills goes. Every fact keeps
    the notice that it is quoted from, and what no longer holds is neither said nor quoted by another.
    """
    gone = _Gone.of(notice, change)
    anew = {fact.id: fact for fact in change.record.facts}
    spoken = {topic for fact in change.record.facts for topic in fact.topics}
    facts = [
        kept
        for fact in notice.record.facts
        if (kept := anew.pop(fact.id) if fact.id in anew else _without(fact, gone, notice, reference))
    ]
    silences = [entry for entry in notice.record.not_stated if not spoken & set(entry.topics)]
    record = notice.record.model_copy(
        update={
            "facts": (*facts, *anew.values()),
            "not_stated": tuple(_silence_without(entry, gone) for entry in silences),
        },
    )
    return Notice.of(record, notice.text, notice.tree, reference)


def stale(notice: Notice, change: Notice) -> Iterator[tuple[AnyFact, str]]:
    """The facts that tell what ``change`` replaces without being stated anew, each with the words that are out of date.

    They are shortened to what still holds, or left unsaid where nothing can be said without those words.
    """
    gone, anew = _Gone.of(notice, change), {fact.id for fact in change.record.facts}
    for fact in notice.record.facts:
        if fact.id not in anew and (words := gone.told(fact)):
            yield fact, words


@dataclass(frozen=True)
class _Gone:
    """What no longer holds: the sentences that were replaced, and the words by which their values are told."""

    sentences: frozenset[str]
    words: frozenset[str]

    @staticmethod
    def of(notice: Notice, change: Notice) -> _Gone:
        anew = {fact.id: fact for fact in change.record.facts}
        replaced = [fact for fact in notice.record.facts if fact.id in anew]
        now = {word for fact in anew.values() for word in _told(fact)}
        return _Gone(
            frozenset(bare(fact.quote) for fact in replaced),
            frozenset(word for fact in replaced for word in _told(fact)) - now,
        )

    def quoted(self, quote: Quote) -> bool:
        """Whether the quote is of a sentence that was replaced."""
        words = bare(quote.quote)
        return any(words in sentence or sentence in words for sentence in self.sentences)

    def told(self, fact: AnyFact) -> str:
        """The words out of date that the fact tells on the ground of a replaced sentence; "" where there are none."""
        told = next((word for word in sorted(self.words) if word in fact.say), "")
        return told if any(map(self.quoted, fact.quotes)) else ""


def _told(fact: AnyFact) -> Iterator[str]:
    """How the typed values of a fact are told in sentences."""
    if isinstance(fact, WindowFact):
        yield from _days(fact.start, fact.end)
    elif isinstance(fact, CutoffFact):
        yield from _days(fact.at)
    elif isinstance(fact, YearsFact):
        for education in fact.education:
            yield from (f"{education}{fact.years}年", f"{education}满{fact.years}年")
    elif isinstance(fact, ContactFact):
        yield from (fact.phone, *fact.people)
    elif isinstance(fact, PlaceFact):
        yield fact.address
    elif isinstance(fact, ResubmissionFact):
        yield f"{fact.hours}小时" if fact.hours else f"{fact.times}次"
    elif isinstance(fact, PostingFact):
        yield f"{fact.working_days}个工作日"
    elif isinstance(fact, FeeFact):
        yield f"{fact.amount}元"


def _days(*moments: datetime | date | None) -> Iterator[str]:
    yield from (f"{moment.month}月{moment.day}日" for moment in moments if moment)


def _without(fact: AnyFact, gone: _Gone, notice: Notice, reference: Reference) -> AnyFact | None:
    """The fact without what is gone: with the sentence that its fields make, where its own is out of date."""
    kept = _kept(fact.more_quotes, gone)
    if not gone.told(fact):
        return fact if kept == fact.more_quotes else fact.model_copy(update={"more_quotes": kept})
    plain = fact.model_copy(update={"more_quotes": kept, "say": "", "note": ""})
    say = sentence(plain, notice.head, reference)
    return plain.model_copy(update={"say": say}) if say else None


def _silence_without(entry: NotStated, gone: _Gone) -> NotStated:
    """A silence keeps its own words only while they tell nothing that is gone; the standard ones say the same."""
    say = "" if any(word in entry.say for word in gone.words) else entry.say
    return entry.model_copy(update={"quotes": _kept(entry.quotes, gone), "say": say})


def _kept(quotes: Iterable[Quote], gone: _Gone) -> tuple[Quote, ...]:
    return tuple(quote for quote in quotes if not gone.quoted(quote))
