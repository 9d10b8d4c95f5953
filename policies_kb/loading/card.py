"""What is known of a notice without reading it: enough to tell whether it is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter

from policies_kb.model.facts import ContactFact, RuleFact
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

if TYPE_CHECKING:
    from .knowledge_base import Notice

PRINTED = re.compile(r"[0-9０-９][0-9０-９\s\-‐-―－−·.,，()（）/、]{5,}[0-9０-９]")
Series = Mapping[str, tuple[str, ...]]


class Card(NamedTuple):
    """One notice in short.

    ``series``: those that may apply, with the specialties named. ``people`` and ``phones``: of all its contacts.
    ``asked``: the people to consult. ``numbers``: every longer number that the text prints, as it is written there.
    ``rule_places``: the short words of places that its rules name.
    """

    head: NoticeHead
    series: Series
    asked: tuple[str, ...]
    people: tuple[str, ...]
    phones: tuple[str, ...]
    numbers: tuple[str, ...]
    rule_places: tuple[str, ...]

    @staticmethod
    def of(notice: Notice, reference: Reference) -> Card:
        """The card of a notice that has been read."""
        contacts = [fact for fact in notice.record.facts if isinstance(fact, ContactFact)]
        rules = " ".join(fact.say for fact in notice.record.facts if isinstance(fact, RuleFact))
        return Card(
            notice.head,
            notice.series,
            tuple(person for contact in notice.contacts for person in contact.people),
            tuple(dict.fromkeys(person for contact in contacts for person in contact.people)),
            tuple(dict.fromkeys(contact.phone for contact in contacts)),
            tuple(dict.fromkeys(PRINTED.findall(notice.text))),
            tuple(region.short for region in reference.regions.values() if region.short in rules),
        )

    def as_json(self) -> tuple[str, str]:
        """The card as it is stored, its series apart: many notices list the same."""
        rest = (self.head.model_dump(mode="json"), self.asked, self.people, self.phones, self.numbers, self.rule_places)
        return _REST.dump_json(rest).decode(), _SERIES.dump_json(dict(self.series)).decode()

    @staticmethod
    def from_json(card: str, series: str) -> Card:
        """What ``as_json`` gave."""
        head, asked, people, phones, numbers, rule_places = _REST.validate_json(card)
        return Card(NoticeHead.model_validate(head), _listed(series), asked, people, phones, numbers, rule_places)


_Words = tuple[str, ...]
_REST = TypeAdapter(tuple[dict[str, object], _Words, _Words, _Words, _Words, _Words])
_SERIES = TypeAdapter(dict[str, tuple[str, ...]])


@lru_cache(maxsize=4096)
def _listed(series: str) -> Series:
    """One list in memory for all notices that have the same."""
    return _SERIES.validate_json(series)
