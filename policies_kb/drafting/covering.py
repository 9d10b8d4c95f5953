"""How much of a sentence the quotes of a draft account for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policies_kb.clauses import ClauseTree, bare

from .passages import Passage

EDGE = 6  # letters of a quote that runs over the edge of a sentence
ENOUGH = 0.4  # of a sentence's letters; less, and most of it is nobody's

Quote = tuple[tuple[str, ...], str]  # the clauses where it stands, and its letters


def quotes_of(entry: dict[str, Any]) -> list[str]:
    """The words that a fact or another entry of a record quotes."""
    return [quote for quote, _ in places_of(entry)]


class Covering:
    """The quotes of facts, or of other entries, by where they stand."""

    def __init__(self, tree: ClauseTree, entries: Iterable[dict[str, Any]]) -> None:
        self._tree = tree
        self._quotes: list[tuple[dict[str, Any], Quote]] = []
        for entry in entries:
            self.add(entry)

    def add(self, entry: dict[str, Any]) -> None:
        """One more entry."""
        for quote, under in places_of(entry):
            places = (under,) if under else tuple(place.id for place in self._tree.places(quote))
            self._quotes.append((entry, (places, bare(quote))))

    def share(self, passage: Passage) -> float:
        """How much of the sentence is quoted: 0 to 1."""
        own = bare(passage.text)
        taken = [False] * len(own)
        for _, (places, letters) in self._quotes:
            if not letters or not self._fits(places, passage.clause):
                continue
            start, end = _within(letters, own)
            taken[start:end] = [True] * (end - start)
        return sum(taken) / len(own) if own else 1.0

    def about(self, passage: Passage) -> list[dict[str, Any]]:
        """The entries that quote of the sentence."""
        own, found = bare(passage.text), list[dict[str, Any]]()
        for entry, (places, letters) in self._quotes:
            start, end = _within(letters, own)
            if end > start and self._fits(places, passage.clause) and entry not in found:
                found.append(entry)
        return found

    def _fits(self, places: tuple[str, ...], clause: str) -> bool:
        """Whether a quote stands in the clause, or in one above it whose words run on into it."""
        if not places or clause in places:
            return True
        at = self._tree.get(clause)
        while at is not None and at.parent:
            if at.parent in places:
                return True
            at = self._tree.get(at.parent)
        return False


def places_of(entry: dict[str, Any]) -> list[tuple[str, str]]:
    """The words that a fact or another entry quotes, each with the clause that it names for them ("" for none)."""
    found = [(str(entry["quote"]), str(entry.get("under", "")))] if "quote" in entry else []
    for quote in (*entry.get("more_quotes", ()), *entry.get("quotes", ())):
        found.append((quote, "") if isinstance(quote, str) else (str(quote["quote"]), str(quote.get("under", ""))))
    return found


def _within(letters: str, own: str) -> tuple[int, int]:
    """Where a quote lies in a sentence; the whole of it where the quote holds it; what runs over an edge."""
    at = own.find(letters)
    if at >= 0:
        return at, at + len(letters)
    if own in letters:
        return 0, len(own)
    for size in range(min(len(letters), len(own)), EDGE - 1, -1):
        if own.endswith(letters[:size]):
            return len(own) - size, len(own)
        if own.startswith(letters[-size:]):
            return 0, size
    return 0, 0
