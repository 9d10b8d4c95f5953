"""The reader of messages for any number of notices: made from their cards, people found by an index.

It reads as ``Reader`` does, to the letter. It is not written there because the trained model is made by that package:
a change in it asks every place to train anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from policies_kb.clauses import ClauseTree
from policies_kb.loading import Card, KnowledgeBase, Notice
from policies_kb.model.facts import ContactFact, RuleFact
from policies_kb.model.question import Scope
from policies_kb.model.record import Record
from policies_kb.reading import Reader
from policies_kb.reading.read import CONTACT

from .names import Names


class IndexedReader(Reader):
    """A reader that opens no notice, and looks through no list of people for each text."""

    def __init__(self, base: KnowledgeBase) -> None:
        in_short: dict[str, Notice] = {name: _InShort(card) for name, card in base.cards.items()}
        super().__init__(KnowledgeBase(in_short, base.reference))
        self._names = Names(self._contacts)

    def _contact_of(self, text: str) -> Scope:
        for _, coverage in self._names.in_text(text):
            if coverage.series_mode == "only":
                return Scope(series=tuple(coverage.series[:1]))
            return Scope(regions=tuple(coverage.regions[:1]))
        return Scope()

    def _without_names(self, text: str) -> str:
        for person, _ in self._names.in_text(text):
            text = text.replace(person.lower(), CONTACT)
        return text


class _InShort(Notice):
    """What the reader asks of a notice: its head and series, the people to consult, the places its rules name."""

    def __init__(self, card: Card) -> None:
        rule = RuleFact.model_construct(say=" ".join(card.rule_places))
        super().__init__(Record.model_construct(notice=card.head, facts=(rule,)), "", _NO_TREE)
        object.__setattr__(self, "_card", card)

    _card: Card

    @property
    def contacts(self) -> tuple[ContactFact, ...]:
        return (ContactFact.model_construct(people=self._card.asked),)

    @property
    def series(self) -> Mapping[str, tuple[str, ...]]:
        return self._card.series


_NO_TREE = ClauseTree({}, ())
