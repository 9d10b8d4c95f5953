"""One thing that a person looks at and decides on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from policies_kb.clauses import bare
from policies_kb.drafting.leftover import values_in

from .decisions import Decision
from .differing import Part

SERVES = "在用"  # the mark of what serves and was reviewed then


class Sort(StrEnum):
    """What an item is of; the values begin its key."""

    HEAD = "head"
    FACT = "fact"
    LEFT = "left"
    ASIDE = "aside"
    RULE = "rule"
    SILENCE = "silence"
    LOOK = "look"


@dataclass(frozen=True)
class Value:
    """One value of an item; ``confirm``: a person compares it with the original, by itself; ``by``: who has.

    ``was``: what last year's notice said there, where that is something else. ``named``: it says by itself what it is.
    """

    name: str
    label: str
    shown: str
    confirm: bool
    by: str = ""
    was: str = ""
    named: bool = False


@dataclass(frozen=True)
class Follower:
    """An item that says nothing but what this one's values say, too. ``told``: where it differs from last year."""

    key: str
    title: str
    told: tuple[Part, ...]


@dataclass(frozen=True)
class Item:
    """``say``: what people are told; ``look``: what is doubtful; ``quotes``: its words; ``open``: needs a decision.

    ``told``: of ``say`` what is not as last year; ``differs``: of the words. Both are empty where nothing is known of
    last year, and ``told`` also where people are told the same. ``followers``: what its values settle besides it.
    """

    key: str
    sort: Sort
    mark: str
    title: str
    clause: str
    say: str
    reason: str
    look: str
    values: tuple[Value, ...]
    quotes: tuple[str, ...]
    open: bool
    decision: Decision = field(default_factory=Decision)
    changed: bool = False
    whole: bool = True  # of a sentence that is left: no fact quotes it at all
    told: tuple[Part, ...] = ()
    differs: tuple[tuple[Part, ...], ...] = ()
    followers: tuple[Follower, ...] = ()

    @property
    def unconfirmed(self) -> tuple[Value, ...]:
        """The values that nobody has compared yet."""
        return tuple(value for value in self.values if value.confirm and not value.by)

    @property
    def settled(self) -> bool:
        """Whether nothing of it waits for a person."""
        return (not self.open or bool(self.decision.state)) and not self.unconfirmed

    @property
    def says_its_words(self) -> bool:
        """Whether people are told the very words of the notice, so that nobody need read them twice."""
        return bare(self.say) == bare("".join(self.quotes))

    def sentence(self, *, deciding: bool) -> tuple[Part, ...]:
        """What is to be read of the sentence for people: what is not as last year, all of it, or nothing.

        Whoever decides compares the values that it is made from; whoever approves reads it as people will.
        """
        if self.told and (self.open or not deciding):
            return self.told
        return (Part(self.say),) if self.open and self.say and not self.differs else ()

    def reads(self, value: Value, *, deciding: bool) -> bool:
        """Whether a value is to be read by itself: it is compared, and what is read besides does not hold it."""
        if not value.confirm:
            return False
        text = self.title + "".join(part.text for part in self.sentence(deciding=deciding))
        held, letters = set(values_in(text)), bare(text)
        lines = [line for line in value.shown.split("\n") if line]
        return not all(
            bare(line) in letters or (values_in(line) and held.issuperset(values_in(line))) for line in lines
        )

    @property
    def stands_open(self) -> bool:
        """Whether it is shown unfolded: something waits, or a person decided on it."""
        return not self.settled or bool(self.decision.state)


def key_of(sort: Sort, *words: str) -> str:
    """The key of an item that has no name of its own, by its words."""
    return f"{sort}:{hashlib.sha256(chr(0).join(map(bare, words)).encode()).hexdigest()[:12]}"
