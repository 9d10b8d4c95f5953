"""Finds names of people: what follows a word that brings one in, where it has the shape of a name (names.yml)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from .forms import forms
from .numbers import Span
from .words import Words, is_ordinary

FILE = Path(__file__).with_name("names.yml")
GIVEN = (1, 2)  # characters of a given name behind a surname
PART, PARTS = 12, 4  # longest part of a dotted name; most parts
UNDOTTED = (2, 10)  # characters of a transliterated name without a dot
HAN = "\u3400-\u4dbf\u4e00-\u9fff"


class Cues(BaseModel):
    """Words that bring a name in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    strong: tuple[str, ...]
    weak: tuple[str, ...]


class Names(BaseModel):
    """The table of names; its comments say what each part is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cues: Cues
    between: tuple[str, ...]
    then: tuple[str, ...]
    then_strong: tuple[str, ...]
    never: tuple[str, ...]
    surnames: str
    surnames_of_more: str
    surnames_in_words: str
    given: str
    not_given: str
    dots: tuple[str, ...]
    points: tuple[str, ...]
    transliterating: str
    elements: str
    endings: tuple[str, ...]


@lru_cache(maxsize=1)
def table() -> Names:
    """The table; pydantic's ValidationError names what is wrong in it."""
    return Names.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@lru_cache(maxsize=16)
def _set(name: str) -> frozenset[str]:
    value = getattr(table(), name)
    return frozenset(value.split() if isinstance(value, str) else value)


def spans(text: str, people: Collection[str], words: Words) -> Iterator[Span]:
    """The names to mask, in reading order; one of ``people`` (whom the notices name themselves) is none, nor is what
    begins with one of the ``words``."""
    for cue in _cues().finditer(text):
        start = cue.end()
        if words.at(text, start):
            continue
        end = _Name(text, start, words, strong=cue["strong"] is not None).end()
        if end is not None and text[start:end] not in people:
            yield Span(start, end, forms().tokens.name)


@dataclass(frozen=True)
class _Name:
    """What may be a name from ``start`` on; ``strong``: the cue before it leaves little doubt."""

    text: str
    start: int
    words: Words
    strong: bool

    def end(self) -> int | None:
        """Where the name ends; None where there is none."""
        for find in (self._dotted, self._undotted, self._chinese, self._spaced):
            end = find()
            if end is not None:
                return end
        return None

    def _dotted(self) -> int | None:
        """A name in parts. Other characters than such names are written with count after a strong cue alone, and not
        beside a full stop, which ends a sentence more often."""
        for anything in (False, True) if self.strong else (False,):
            found = _parts(anything=anything).match(self.text, self.start)
            if found is not None:
                last = found.start("last")
                end = self._best(last, range(1, found.end() - last + 1), strong=True)
                if end is not None:
                    return end
        return None

    def _undotted(self) -> int | None:
        """A name of transliterating characters; one of the elements must stand in it, or one of the endings at its
        end."""
        longest = self.start
        while longest - self.start < UNDOTTED[1] and self.text[longest : longest + 1] in _set("transliterating"):
            longest += 1
        end = self._best(self.start, range(UNDOTTED[0], longest - self.start + 1), strong=self.strong)
        if end is None:
            return None
        name = self.text[self.start : end]
        if name in _set("never"):
            return None
        if _elements().search(name):
            return end
        ends_so = len(name) > UNDOTTED[0] and name.endswith(table().endings)
        return end if ends_so and (self.strong or not _word_in(name)) else None

    def _chinese(self) -> int | None:
        """A surname and a given name of one or two characters."""
        for size, surnames in ((2, "surnames_of_more"), (1, "surnames")):
            surname = self.text[self.start : self.start + size]
            if surname in _set(surnames):
                sizes = [size + given for given in GIVEN if self._han(size + given)]
                end = self._best(self.start, sizes, strong=self.strong)
                if end is not None and self._is_chinese(self.text[self.start : end], surname):
                    return end
        return None

    def _is_chinese(self, name: str, surname: str) -> bool:
        if name in _set("never") or name[:2] in _set("never") or any(char in _set("not_given") for char in name):
            return False
        if self.strong:
            return True
        if not all(char in _set("given") for char in name[len(surname) :]):
            return False
        return not (surname in _set("surnames_in_words") and _word_in(name))

    def _spaced(self) -> int | None:
        """A short name spread out in a form: «张  伟»."""
        found = _apart().match(self.text, self.start) if self.strong else None
        if found is None or found["surname"] not in _set("surnames"):
            return None
        given = found["given"]
        return None if given in self.words or (len(given) > 1 and is_ordinary(given)) else found.end()

    def _best(self, start: int, sizes: Collection[int], *, strong: bool) -> int | None:
        """Where a name of one of these sizes ends: best where the sentence does, else before the first word that may
        follow."""
        ends = [start + size for size in sizes]
        for end in ends:
            if not _han().match(self.text, end):
                return end
        then = _then(strong)
        for end in ends:
            if then.match(self.text, end) or self.words.at(self.text, end) or (strong and self._word_at(end)):
                return end
        return None

    def _word_at(self, start: int) -> bool:
        return any(is_ordinary(self.text[start : start + size]) for size in (2, 3, 4))

    def _han(self, size: int) -> bool:
        return len(_hans().match(self.text, self.start, self.start + size)[0]) == size  # type: ignore[index]


def _word_in(name: str) -> bool:
    """Whether a word of the dictionary begins the name."""
    return any(is_ordinary(name[:size]) for size in range(2, len(name) + 1))


@lru_cache(maxsize=1)
def _hans() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]*")


@lru_cache(maxsize=1)
def _han() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]")


def _either(words: Collection[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _apart() -> re.Pattern[str]:
    return re.compile(rf"(?P<surname>[{HAN}])[ \u3000]{{1,4}}(?P<given>[{HAN}]{{1,2}})(?![{HAN}])")


@lru_cache(maxsize=2)
def _parts(*, anything: bool) -> re.Pattern[str]:
    """Two parts or more with a dot between them."""
    one = f"[{HAN}]" if anything else f"[{''.join(_set('transliterating'))}]"
    dot = f"[{''.join(re.escape(dot) for dot in (*table().dots, *(() if anything else table().points)))}]"
    part = f"{one}{{1,{PART}}}"
    return re.compile(rf"(?P<first>{part})(?:{dot}{part}){{0,{PARTS - 2}}}{dot}(?P<last>{part})")


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    """A cue, perhaps spaced, with its colon in either width."""
    cues = table().cues
    between = "".join(re.escape(char) for char in table().between)
    strong, weak = (_either(words).replace(":", r"\s*[:：]") for words in (cues.strong, cues.weak))
    return re.compile(rf"(?:(?P<strong>{strong})|(?P<weak>{weak}))[{between}]{{0,3}}(?=[{HAN}])")


@lru_cache(maxsize=2)
def _then(strong: bool) -> re.Pattern[str]:
    return re.compile(_either((*table().then, *(table().then_strong if strong else ()))))


@lru_cache(maxsize=1)
def _elements() -> re.Pattern[str]:
    return re.compile(_either(_set("elements")))
