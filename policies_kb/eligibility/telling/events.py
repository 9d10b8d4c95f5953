"""Events: what happened or holds, of whom, how it is told, when or how long, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from .tokens import LEVEL, Token

When = date | tuple[int, int] | tuple[int, int, int] | None
# label of an anchor → kind of event; moments name their kind by the role they play
KINDS = {
    "TITLE": "title",
    LEVEL: "title",
    "REGION": "region",
    "TOWN": "town",
    "EDU": "degree",
    "MODE": "mode",
    "KIND": "unit_kind",
    "UNIT": "unit",
}
# words that tell an event by themselves
PLAIN = {
    "SERVE": "service",
    "MOVE": "move",
    "LEAVE": "leave",
    "BREAK": "break",
    "RETIRED": "retired",
    "HEAVY": "sanction",
    "LIGHT": "warning",
    "OVER": "over",
    "GRADE": "assessment",
    "PTHG": "putonghua",
}
WANTED, DENIED = "wanted", "denied"
NEAR = 2  # tokens back to the 没 that denies an event


@dataclass(frozen=True)
class Event:
    """``person``: "" for the case itself. ``modality``: held, wanted, denied, heard, if or unsure.

    ``role``: the line of roles.yml that read it; ``weak``: an anchor that may mean something else.
    """

    kind: str
    token: Token
    value: Any = None
    role: str = ""
    when: When = None
    length: float | None = None
    weak: bool = False
    modality: str = "held"

    @property
    def person(self) -> str:
        """Whose event it is."""
        return self.token.person

    @property
    def polarity(self) -> bool:
        """Whether it is said to be so."""
        return self.modality != DENIED

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the normalised text."""
        return self.token.start, self.token.end

    @property
    def words(self) -> str:
        """The word it is told by."""
        return self.token.text


def events_of(tokens: list[Token]) -> list[Event]:
    """All events in reading order: none is dropped, whoever's they are and however they are told."""
    return [event for token in tokens for event in _of(token, tokens)]


def _of(token: Token, tokens: list[Token]) -> Iterator[Event]:
    for label, value in token.tags.items():
        if label == "DATE":
            yield Event(token.plays("DATE"), token, role="DATE", when=value, modality=token.modality)
        elif label == "DUR":
            yield Event(token.plays("DUR"), token, role="DUR", length=value, modality=token.modality)
        elif label == "MD":
            yield Event("day", token, value, modality=token.modality)
        elif label in KINDS:
            line = token.role["TITLE" if label == LEVEL else label]
            yield Event(KINDS[label], token, value, line.role, weak=line.weak, modality=_modality(token, line.role))
        elif label in PLAIN:
            denied = any("NEG" in before.tags for before in tokens[max(0, token.index - NEAR) : token.index])
            yield Event(PLAIN[label], token, value, modality=DENIED if denied else token.modality)


def _modality(token: Token, role: str) -> str:
    if role == WANTED:
        return WANTED
    return DENIED if role == "none" and token.modality == "held" else token.modality
