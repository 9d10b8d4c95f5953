"""The wordbook of a release: a file among its documents, so that digest, differences and history hold for it, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Protocol, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from policies_kb.reference import Reference
from policies_kb.vocabulary.gazetteer import normalise

BOOK, FILE = "everyday-words", "words.yml"  # what stands for a notice's id and file in a release
LEAST, MOST = 2, 20  # characters of a word
LONGEST_READ_AS = 40
HEAD = "# 大家的说法：编辑提出、审核通过以后加的。每一条在哪一次发布里加的，见发布记录。\n"


class Kind(StrEnum):
    """What a word stands for."""

    TOPIC = "topic"
    REGION = "region"
    SERIES = "series"


class Word(BaseModel):
    """``say``: what people type. ``value``: the id of the topic, or the name of the place or series. ``read_as``: of a
    topic, the words that are read in its place, which the trained model knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    say: str = Field(min_length=LEAST, max_length=MOST)
    kind: Kind
    value: str = Field(min_length=1)
    read_as: str = Field(default="", max_length=LONGEST_READ_AS)

    @model_validator(mode="after")
    def _topics_are_read_as_something(self) -> Word:
        if (self.kind is Kind.TOPIC) != bool(self.read_as):
            raise ValueError("read_as: a topic's word needs it, no other may have it")
        return self


class Wordbook(BaseModel):
    """All words of a release, in the order in which they were added."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: tuple[Word, ...] = ()

    def with_word(self, word: Word) -> Wordbook:
        """The book with this word, in the place of one that is written alike."""
        return Wordbook(words=(*self.without(word.say).words, word))

    def without(self, say: str) -> Wordbook:
        """The book without the word that is written so."""
        return Wordbook(words=tuple(one for one in self.words if normalise(one.say) != normalise(say)))

    def of(self, kind: Kind, value: str) -> tuple[str, ...]:
        """What people type for one place, series or topic."""
        return tuple(one.say for one in self.words if one.kind is kind and one.value == value)

    def text(self) -> str:
        """The file."""
        listed = [one.model_dump(mode="json", exclude_defaults=True) for one in self.words]
        return HEAD + yaml.safe_dump({"words": listed}, allow_unicode=True, sort_keys=False)


class BookFault(ValueError):
    """The wordbook's file cannot be used; ``problem`` and ``mend`` say why, in Chinese."""

    def __init__(self, problem: str, mend: str) -> None:
        self.problem, self.mend = problem, mend
        super().__init__(f"{problem} → {mend}")


def book_of(files: Mapping[str, str]) -> Wordbook:
    """The book in the files of a release's document. Raises BookFault."""
    try:
        return Wordbook.model_validate(yaml.safe_load(files.get(FILE, "")) or {})
    except (yaml.YAMLError, ValidationError) as error:
        raise BookFault("大家的说法读不出来", "退回上一次发布，或改好 words.yml 再发布") from error


class _Document(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def files(self) -> Mapping[str, str]: ...


Document = TypeVar("Document", bound=_Document)


def apart(documents: Iterable[Document]) -> tuple[list[Document], Wordbook]:
    """The documents of a release that are notices, and its wordbook. Raises BookFault."""
    notices, book = [], Wordbook()
    for one in documents:
        if one.id == BOOK:
            book = book_of(one.files)
        else:
            notices.append(one)
    return notices, book


def overlaid(reference: Reference, book: Wordbook) -> Reference:
    """The reference data with the book's names of places and series. Words of topics are the reader's."""
    if not book.words:
        return reference
    regions = {
        name: replace(region, aliases=(*region.aliases, *book.of(Kind.REGION, name)))
        for name, region in reference.regions.items()
    }
    series = {
        name: replace(one, says=(*one.says, *book.of(Kind.SERIES, name))) for name, one in reference.series.items()
    }
    return replace(reference, regions=regions, series=series)
