"""A story: its tokens and events, and views of it by person and by how it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from policies_kb.vocabulary import Mention

from .events import Event, events_of
from .stance import HELD, assign_stances, take_back_slips
from .tokens import Token, assign_roles, tokens_of


@dataclass(frozen=True)
class Found:
    """A value with the words that it comes from; ``strong`` is False where it is only inferred from weak words."""

    value: Any
    words: tuple[Token, ...] = ()
    strong: bool = True

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last of the words; (0, 0) when the value rests on no single ones."""
        return (min(t.start for t in self.words), max(t.end for t in self.words)) if self.words else (0, 0)


@dataclass
class Story:
    """``person`` and ``modalities`` are what this view takes for told: the case, a second case or a what-if."""

    tokens: list[Token]
    events: list[Event] = field(default_factory=list)
    subject: str = ""
    person: str = ""
    modalities: frozenset[str] = frozenset({HELD})

    def view(self, person: str, modalities: Iterable[str] = (HELD,)) -> Story:
        """The same story with another person's words, or other modalities, for told."""
        return Story(self.tokens, self.events, self.subject, person, frozenset(modalities))

    def tells(self, token: Token) -> bool:
        """Whether the word tells something of this view's case."""
        return token.person == self.person and token.modality in self.modalities

    def all(self, *labels: str) -> list[Token]:
        """The case's words with one of the labels."""
        if len(labels) == 1:
            return list(self._by_label.get(labels[0], ()))
        return [token for token in self._telling if any(label in token.tags for label in labels)]

    @cached_property
    def _telling(self) -> list[Token]:
        return [token for token in self.tokens if self.tells(token)]

    @cached_property
    def _by_label(self) -> dict[str, list[Token]]:
        found: dict[str, list[Token]] = {}
        for token in self._telling:
            for label in token.tags:
                found.setdefault(label, []).append(token)
        return found

    def own(self, kind: str, *roles: str) -> list[Event]:
        """The case's events of a kind (and role)."""
        return [
            event
            for event in self.events
            if event.kind == kind and self.tells(event.token) and (not roles or event.role in roles)
        ]

    def near(self, token: Token, label: str, reach: int = 1, *, before: bool | None = None) -> list[Token]:
        """The case's words with the label at most ``reach`` clauses away, on one side or on both."""
        return [
            other
            for other in self.all(label)
            if abs(other.clause - token.clause) <= reach and (before is None or (other.index < token.index) == before)
        ]

    def before(self, token: Token, count: int) -> list[Token]:
        """The words just before, back to the last pause."""
        found: list[Token] = []
        for other in reversed(self.tokens[max(0, token.index - count) : token.index]):
            if other.pause:
                break
            found.insert(0, other)
        return found

    def after(self, token: Token, count: int) -> list[Token]:
        """The words just after, up to the next pause."""
        found: list[Token] = []
        for other in self.tokens[token.index + 1 : token.index + 1 + count]:
            if other.pause:
                break
            found.append(other)
        return found

    def negated(self, token: Token, reach: int = 2) -> bool:
        """Whether a 没, 不, 未 stands just before the word."""
        return any("NEG" in other.tags for other in self.before(token, reach))


def read_story(text: str, as_of: date, mentions: Iterable[Mention] = (), *, asked: bool = False) -> Story:
    """The story that a message tells on the day ``as_of``; ``asked``: it answers a question."""
    tokens = tokens_of(text, as_of, mentions)
    take_back_slips(tokens)
    subject = assign_stances(tokens, asked=asked)
    assign_roles(tokens)
    return Story(tokens, events_of(tokens), subject)


def only(found: Iterable[Any], key: Callable[[Any], Any] = lambda item: item) -> Any:
    """The one item when all say the same; None when there is none, or when two differ: the field stays open."""
    items = list(found)
    return items[0] if len({key(item) for item in items}) == 1 else None
