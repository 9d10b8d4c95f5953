"""Lists, tables and verdicts of a reply as data, for doors that can show more than paragraphs.

A reply's text says everything; a card says which of its lines belong together and what they are. A door that knows the
kind of a card shows it in the place of those lines; any other door shows the text as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

CARDS = "cards"  # in a reply's custom
LIST, TABLE, VERDICT = "list", "table", "verdict"


@dataclass(frozen=True)
class Card:
    """``text``: the lines of the reply that it stands for, word for word; ``data``: what is in them."""

    kind: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """As ``custom.cards`` holds it: its lines are found by the first of them and their number."""
        first, *more = self.text.split("\n")
        return {"kind": self.kind, "first": first, "lines": 1 + len(more), **self.data}


@dataclass(frozen=True)
class Part:
    """A part of a list: its heading and its items in order."""

    id: str
    heading: str
    items: tuple[str, ...]


def list_card(text: str, parts: Iterable[Part], heading: str = "") -> Card:
    """A list in parts that are numbered each for itself; ``heading``: whose list it is."""
    told = [{"part": part.id, "heading": part.heading, "items": list(part.items)} for part in parts]
    return Card(LIST, text, {"heading": heading, "parts": told})


def as_data(cards: Iterable[Card]) -> dict[str, Any]:
    """The entry of ``custom``; none where there is no card."""
    told = [card.as_data() for card in cards]
    return {CARDS: told} if told else {}


def by_bubble(custom: dict[str, Any], bubbles: Sequence[str]) -> list[dict[str, Any]]:
    """What each bubble holds for programs: its own cards, and everything else with the last."""
    cards = list(custom.get(CARDS, ()))
    found: list[dict[str, Any]] = []
    for bubble in bubbles:
        own = list(standing_in(bubble, cards))
        cards = cards[len(own) :]
        found.append({CARDS: own} if own else {})
    rest = {name: value for name, value in custom.items() if name != CARDS}
    found[-1] = rest | found[-1]
    return found


def standing_in(text: str, cards: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The first of the cards, as far as their lines stand in the text in this order."""
    lines, at = text.split("\n"), 0
    for card in cards:
        if card["first"] not in lines[at:]:
            return
        at = lines.index(card["first"], at) + card["lines"]
        yield card
