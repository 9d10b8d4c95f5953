"""Whom to phone about a notice, in few words."""

from __future__ import annotations

from policies_kb.loading import Notice
from policies_kb.model.facts import ContactFact

from .phrasebook import Phrasebook


def phones(notice: Notice) -> str:
    """The notice's short name and the phone numbers of its consultation contacts."""
    return notice.head.short_name + "、".join(contact.phone for contact in notice.contacts)


def whom_to_ask(say: Phrasebook, notice: Notice) -> str:
    """One sentence with every consultation contact."""
    numbers = "、".join(f"{contact.phone}{people(contact)}" for contact in notice.contacts)
    return say("ask_contact", role=notice.contacts[0].role, phones=numbers)


def line(say: Phrasebook, notice: Notice, contact: ContactFact) -> str:
    """A contact on a line of its own."""
    return say("handoff_line", notice=notice.head.short_name, phone=contact.phone, people=people(contact))


def people(contact: ContactFact) -> str:
    """The names in brackets; "" where the notice gives none."""
    return f"（{'、'.join(contact.people)}）" if contact.people else ""
