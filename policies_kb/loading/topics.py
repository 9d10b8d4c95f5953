"""What a record need not write: the topic of a kind that has one of its own, and an item's number in its list."""

from __future__ import annotations

import re
from typing import Any

from policies_kb.clauses import is_attachment_body
from policies_kb.reference import Reference

TOPICS = {
    "years": "years",
    "series": "coverage_series",
    "route": "audit_route",
    "fee": "fee",
    "place": "place",
    "platform": "platform",
    "posting": "posting_period",
    "deferral": "assessment_deferral",
    "document": "legal_basis",
    "attachments": "attachments",
}
CONTACTS = {"咨询": "contact", "监督": "supervision"}
_NUMBER = re.compile(r"(?:附件)?\d{1,2}")
_ITEM = re.compile(r"(?<=\D)\d{1,2}$")


def with_topics(fact: Any, reference: Reference) -> Any:
    """The raw fact with the topic of its kind, where it names none."""
    if not isinstance(fact, dict) or "topic" in fact:
        return fact
    kind = fact.get("kind")
    if kind == "window":
        stage = reference.stages.get(str(fact.get("stage")))
        topic = stage.topic if stage else "window_apply"
    elif kind == "contact":
        topic = CONTACTS.get(str(fact.get("role")), "contact")
    elif kind == "resubmission":
        topic = "return_deadline" if fact.get("hours") else "resubmission_limit"
    else:
        topic = TOPICS.get(str(kind), "")
    return {**fact, "topic": topic} if topic else fact


def number_in_list(clause: str) -> str:
    """The number by which people speak of a clause: 2 for 五(一)2, 附件4 for a note in it."""
    found = _NUMBER.search(clause)
    return found[0] if found else ""


def item_of(clause: str) -> int | None:
    """The number of a list's item: 2 in 五(一)2; None for a clause that is no item, and in forms."""
    found = None if is_attachment_body(clause) else _ITEM.search(clause)
    return int(found[0]) if found else None
