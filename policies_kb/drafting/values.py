"""The typed values of a fact in one form, to tell whether two facts say the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from policies_kb.clauses import bare
from policies_kb.lexers import plain

# the fields of each kind that are read from its words
VALUES: dict[str, tuple[str, ...]] = {
    "window": ("stage", "start", "end", "tentative", "planned"),
    "cutoff": ("at",),
    "years": ("education", "years"),
    "series": ("series", "closed"),
    "deferral": ("grade", "years"),
    "resubmission": ("hours", "times"),
    "fee": ("amount",),
    "contact": ("role", "phone", "people"),
    "place": ("address",),
    "platform": ("name", "url"),
    "penalty": ("years", "starts"),
    "posting": ("working_days",),
    "document": ("documents",),
    "attachments": ("titles",),
    "route": ("steps",),
}
# what makes two facts of a kind the same point, whatever their values
KEYS: dict[str, tuple[str, ...]] = {
    "window": ("stage",),
    "years": ("education", "paths"),
    "fee": ("paths", "levels"),
    "contact": ("role",),
    "deferral": ("grade",),
    "penalty": ("topic",),
    "document": ("topic",),
    "place": ("purpose",),
    "cutoff": ("topic",),
}
# fields that a person confirms one by one wherever they stand
ALWAYS_CONFIRMED = frozenset(
    {"start", "end", "at", "planned", "years", "hours", "times", "amount", "phone", "people", "address", "place"}
    | {"working_days", "copies", "bounds"}
)


def values_of(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    """The typed values of a fact in a form that can be compared."""
    return tuple(canonical(fact.get(field)) for field in VALUES.get(str(fact["kind"]), ()))


def key_of(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    """What point of its kind a fact settles."""
    kind = str(fact["kind"])
    if kind == "resubmission":
        return (kind, fact.get("hours") is not None, fact.get("times") is not None)
    return (kind, *(canonical(fact.get(field)) for field in KEYS.get(kind, ())))


def canonical(value: Any) -> Any:
    """A value as it can be compared: days as text, names by their letters, lists in order."""
    if value in (None, "", [], (), False) and value != 0:
        return None
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        written = plain(value)
        found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T?(\d\d:\d\d)(?::00)?)?", written)
        if found:
            return f"{found[1]}T{found[2]}" if found[2] else found[1]
        return bare(value)
    if isinstance(value, Mapping):
        return tuple(sorted((bare(str(name)), canonical(items) or ()) for name, items in value.items()))
    if isinstance(value, (list, tuple)):
        return tuple(canonical(each) for each in value)
    return value
