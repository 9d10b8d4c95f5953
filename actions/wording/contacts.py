"""Whom to phone about a notice, in few words."""

from __future__ import annotations

from policies_kb.loading import Notice


def phones(notice: Notice) -> str:
    """The notice's short name and the phone numbers of its consultation contacts."""
    return notice.head.short_name + "、".join(contact.phone for contact in notice.contacts)
