"""The aspects (aspects.yml), and which of them a message asks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from policies_kb.lexers.asking import ASKING

from .phrases import CLAUSE, Phrases, fold

FILE = Path(__file__).with_name("aspects.yml")
ASKED_ONCE = 256  # texts
TELLING = 40  # characters: a longer message may tell of things that it asks nothing about


class Row(BaseModel):
    """One aspect as it is written in aspects.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    say: str
    kind: Literal["value", "quality", "contingency", "permission", "actor", "consequence"]
    words: tuple[str, ...] = Field(min_length=1)
    not_in: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    typed: str = ""
    of: Literal["", "word", "document"] = ""
    topics: tuple[str, ...] = ()
    test: tuple[str, ...] = Field(min_length=1)
    not_test: tuple[str, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Aspect:
    """What can be asked of a subject. ``say`` completes 「通知没有写…」."""

    id: str
    row: Row = field(repr=False)
    words: Phrases = field(repr=False)
    evidence: Phrases = field(repr=False)

    @property
    def say(self) -> str:
        return self.row.say


@dataclass(frozen=True)
class Asked:
    """An aspect that a message asks, and where."""

    aspect: Aspect
    start: int
    end: int


class Catalogue:
    """All aspects, and the words by which a sentence leaves something open."""

    def __init__(self, data: dict[str, Any]) -> None:
        gap = int(data["gap"])
        rows = {name: Row.model_validate(row) for name, row in data["aspects"].items()}
        self.aspects = {
            name: Aspect(name, row, Phrases(row.words, row.not_in, gap), Phrases(row.evidence, (), gap))
            for name, row in rows.items()
        }
        self._about = {name: tuple(map(fold, row.about)) for name, row in rows.items()}
        self.unstated = Phrases(data["unstated"])
        self.asked = lru_cache(maxsize=ASKED_ONCE)(self._asked)  # several steps of a turn ask for the same text

    def _asked(self, message: str) -> tuple[Asked, ...]:
        """The aspects that a message asks, in reading order."""
        text = fold(message)
        found = []
        for name, aspect in self.aspects.items():
            about = self._about[name]
            if about and not any(word in text for word in about):
                continue
            spans = [span for span in aspect.words.find(text) if _asks(text, span[0])]
            if spans:
                found.append(Asked(aspect, *spans[0]))
        return tuple(sorted(found, key=lambda asked: (asked.start, -asked.end)))

    def without(self, message: str) -> str:
        """The message without the words of its aspects: what is left names the subject."""
        text = fold(message)
        for aspect in self.aspects.values():
            for start, end in aspect.words.find(text):
                text = text[:start] + " " * (end - start) + text[end:]
        return text


def _asks(text: str, at: int) -> bool:
    """In a long telling an aspect is asked only where its clause or the next one asks something."""
    if len(text) <= TELLING:
        return True
    clauses = [match.span() for match in re.finditer(CLAUSE + "+", text)]
    index = next((i for i, (_, end) in enumerate(clauses) if at < end), len(clauses) - 1)
    return any(ASKING.search(text[start:end]) for start, end in clauses[index : index + 2])


@lru_cache(maxsize=1)
def load_aspects() -> Catalogue:
    """The aspects on file."""
    return Catalogue(yaml.safe_load(FILE.read_text(encoding="utf-8")))
