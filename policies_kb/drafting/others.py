"""What a record says besides facts: silences, what is left to other documents, sentences without content."""

from __future__ import annotations

from typing import Any

from policies_kb.clauses import bare

from .donors import Donor
from .found import Found
from .source import Source
from .standing import Standings

PARTS = ("not_stated", "deferred", "boilerplate")


def carried_entries(source: Source, known: list[Donor], facts: list[Found]) -> dict[str, list[dict[str, Any]]]:
    """Last year's entries whose words still stand; of other records only what has no content of its own."""
    standings = Standings(source.tree)
    made: dict[str, list[dict[str, Any]]] = {part: [] for part in PARTS}
    stated = {topic for found in facts for topic in _topics(found)}
    for donor in known:
        parts = PARTS if donor.same_line else ("deferred", "boilerplate") if donor.nearest else ("boilerplate",)
        for part in parts:
            loaded = getattr(donor.notice.record, part)
            for raw, entry in zip(donor.record.get(part) or [], loaded, strict=True):
                written = _entry(raw, entry, standings, part)
                if written is None or _twice(written, made[part]):
                    continue
                if part != "boilerplate" and set(written["topics"]) & stated:
                    continue
                made[part].append(written)
                stated |= set(written.get("topics", ())) if part == "deferred" else set()
    quoted = [bare(str(found.fact["quote"])) for found in facts]
    made["boilerplate"] = [
        entry for entry in made["boilerplate"] if not any(bare(entry["quote"]) in quote for quote in quoted)
    ]
    return made


def _topics(found: Found) -> list[str]:
    return [str(found.fact.get("topic", "")), *found.fact.get("also", ())]


def _entry(raw: dict[str, Any], loaded: Any, standings: Standings, part: str) -> dict[str, Any] | None:
    """The entry with its words as the new notice prints them; None where they do not stand verbatim."""
    made = {name: value for name, value in raw.items() if name not in ("quote", "quotes", "under", "asks")}
    if part != "not_stated":
        main = standings.find(loaded.quote, loaded.clause)
        if main is None or not main.exact:
            return None
        made = {"quote": main.quote, **({"under": main.clause} if len(main.places) > 1 else {}), **made}
        if part == "deferred":
            made = {"topics": made.pop("topics"), **made}
        return made
    quotes = []
    for quote in loaded.quotes:
        found = standings.find(quote.quote, quote.clause)
        if found is None or not found.exact:
            return None
        quotes.append(found.quote if len(found.places) == 1 else {"quote": found.quote, "under": found.clause})
    return made | ({"quotes": quotes} if quotes else {})


def _twice(entry: dict[str, Any], others: list[dict[str, Any]]) -> bool:
    return any(entry == other for other in others) or any(
        bare(str(entry.get("quote", ""))) == bare(str(other.get("quote", " ")))
        and "why" in entry
        and entry.get("under") == other.get("under")
        for other in others
    )


__all__ = ["carried_entries"]
