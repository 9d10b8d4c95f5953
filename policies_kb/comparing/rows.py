"""The rows of a comparison: one for each topic that one of the two notices speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policies_kb.loading import Notice
from policies_kb.model.facts import AnyFact
from policies_kb.reference import Reference
from policies_kb.reference.data import Topic

from .differing import Marked, marked_words
from .pairing import paired, values


@dataclass(frozen=True)
class Side:
    """What one notice says: the sentence, what of it the other does not have, and its clause ("" for a silence).

    ``notice``: where the clause stands, which is a later notice where that has changed this one.
    """

    say: str
    notice: str
    clause: str = ""
    quote: str = ""
    marked: Marked = ()


@dataclass(frozen=True)
class Line:
    """One narrow question, as both answer it; None where one has nothing on it."""

    one: Side | None
    other: Side | None
    same: bool


@dataclass(frozen=True)
class Row:
    """One topic. ``same``: every line is."""

    topic: str
    name: str
    lines: tuple[Line, ...]

    @property
    def same(self) -> bool:
        """Whether the two notices do not differ on it."""
        return all(line.same for line in self.lines)


@dataclass(frozen=True)
class Comparison:
    """``rows``: in the order of the topic catalogue; ``unstated``: names of the topics that neither speaks of."""

    rows: tuple[Row, ...]
    unstated: tuple[str, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        """The rows to look at."""
        return tuple(row for row in self.rows if not row.same)

    @property
    def equal(self) -> tuple[Row, ...]:
        """The rows to fold."""
        return tuple(row for row in self.rows if row.same)


def compare(one: Notice, other: Notice, reference: Reference, topics: frozenset[str] | None = None) -> Comparison:
    """The two notices, as they are on some day; of these topics alone, or of all."""
    rows: list[Row] = []
    unstated: list[str] = []
    for topic in reference.topics.values():
        if topic.gathers or (topics is not None and topic.id not in topics):
            continue  # what it gathers has rows of its own
        mine, theirs = _facts(one, topic), _facts(other, topic)
        mine, theirs = _with_partners(mine, theirs, one), _with_partners(theirs, mine, other)
        deferred = one.cell(topic.id).deferred or other.cell(topic.id).deferred
        if not mine and not theirs and not deferred:
            unstated.append(topic.name)
        elif any(fact.topic == topic.id for fact in (*mine, *theirs)) or deferred:
            rows.append(Row(topic.id, topic.name, tuple(_lines(one, other, topic, mine, theirs))))
    return Comparison(tuple(rows), tuple(unstated))


def _facts(notice: Notice, topic: Topic) -> tuple[AnyFact, ...]:
    """The facts of a topic; those that belong to another and count here, too, only where there are no others."""
    facts = notice.cell(topic.id).facts
    return tuple(fact for fact in facts if fact.topic == topic.id) or facts


def _with_partners(facts: tuple[AnyFact, ...], others: tuple[AnyFact, ...], notice: Notice) -> tuple[AnyFact, ...]:
    """The facts, and those that answer the others' questions though the record files them under another topic."""
    wanted = {fact.id for fact in others} - {fact.id for fact in facts}
    return (*facts, *(fact for fact in notice.record.facts if fact.id in wanted))


def _lines(
    one: Notice, other: Notice, topic: Topic, mine: tuple[AnyFact, ...], theirs: tuple[AnyFact, ...]
) -> Iterator[Line]:
    if not mine or not theirs:  # on one side nothing is stated: its silence stands once, beside all of the other
        left = [_stated(one, fact) for fact in mine] or [_unstated(one, topic)]
        right = [_stated(other, fact) for fact in theirs] or [_unstated(other, topic)]
        same = not mine and not theirs and _plain(left[0].say) == _plain(right[0].say)
        for at in range(max(len(left), len(right))):
            yield Line(left[at] if at < len(left) else None, right[at] if at < len(right) else None, same)
        return
    for fact, partner in paired(mine, theirs):
        if fact is None or partner is None:
            yield Line(_stated(one, fact) if fact else None, _stated(other, partner) if partner else None, same=False)
        elif _plain(fact.say) == _plain(partner.say) and values(fact) == values(partner):
            yield Line(_stated(one, fact), _stated(other, partner), same=True)
        else:
            here, there = marked_words(fact.say, partner.say)
            yield Line(_stated(one, fact, here), _stated(other, partner, there), same=False)


def _stated(notice: Notice, fact: AnyFact, marked: Marked = ()) -> Side:
    return Side(fact.say, fact.notice or notice.id, fact.clause, fact.quote, marked)


def _unstated(notice: Notice, topic: Topic) -> Side:
    """The record's own words for what the notice leaves open or to another document."""
    cell = notice.cell(topic.id)
    for entry in cell.deferred:
        return Side(entry.say or f"依据{entry.document}。", entry.notice or notice.id, entry.clause, entry.quote)
    said = "".join(dict.fromkeys(entry.say for entry in cell.not_stated if entry.say))
    return Side(said or f"通知没有写{topic.name}。", notice.id)


def _plain(text: str) -> str:
    return "".join(text.split())
