"""What the notices that serve print themselves: their phones and the people named with them. None of it is masked."""

from __future__ import annotations

from dataclasses import dataclass

from policies_kb.loading import RecordError
from policies_kb.serving import Snapshot, current

from . import numbers


@dataclass(frozen=True)
class Published:
    """``phones``: digits alone; ``people``: full names."""

    phones: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


def published() -> Published:
    """Of the release that serves; nothing where none can be served."""
    try:
        return current().of(_of)
    except RecordError:
        return Published()


def _of(snapshot: Snapshot) -> Published:
    phones: set[str] = set()
    people: set[str] = set()

    def note(phone: str) -> bool:
        phones.add(phone)
        return True

    cards = snapshot.base.cards.values()
    for number in {number for card in cards for number in card.numbers}:
        list(numbers.spans(number, note))
    for card in cards:
        phones.update(map(numbers.digits_of, card.phones))
        people.update(card.people)
    return Published(frozenset(phones), frozenset(people))
