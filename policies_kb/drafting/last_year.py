"""What last year's notice of the line said at the point of a drafted fact: a reviewer sees what is other now."""

from __future__ import annotations

from typing import Any

from .donors import Donor
from .found import Found
from .values import canonical

WORDS = ("id", "quote", "more_quotes", "under", "say")  # of these the words differ, and they are compared as words


def last_year(found: Found, before: Donor | None) -> dict[str, Any]:
    """``say``: what people were told; ``written``: whether a person wrote that; ``values``: fields as they were.

    ``values`` has only the fields that are other ones now, None for one that was not there. Empty where the fact is
    none of last year's, or nothing of it is other now.
    """
    if before is None or found.source is None or found.source[0] != before.notice.id:
        return {}
    raw = next((one for one in before.record.get("facts", []) if one["id"] == found.source[1]), None)
    if raw is None:
        return {}
    names = [name for name in {**raw, **found.fact} if name not in WORDS]
    values = {n: raw.get(n) for n in names if canonical(raw.get(n)) != canonical(found.fact.get(n))}
    if not found.open and not values:
        return {}
    return {"say": before.facts[found.source[1]].say, "written": "say" in raw, "values": values}
