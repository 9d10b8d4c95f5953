"""The words of lexicon.yml and the roles of roles.yml, and a tokenizer of our own that knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jieba
import yaml
from pydantic import Field

from policies_kb.model.facts import Strict
from policies_kb.reference import load_reference
from policies_kb.vocabulary.dictionary import own_tokenizer

FOLDER = Path(__file__).parent
NAME, WORD = 20_000, 30_000  # frequencies that keep our words whole: names of the reference data, words of the lexicon
# lines whose words are no tokens of their own: endings, words of the gazetteer, and answers as a whole
SUFFIXES, ENDINGS = "UNITSUFFIX", "WANTENDING"
NO_TOKENS = frozenset(
    {
        SUFFIXES,
        ENDINGS,
        "COUNTING",
        "WORKPLACE",
        "HINT",
        "PROFESSION",
        "UNKNOWN",
        "CANCEL",
        "PUZZLED",
        "AGREES",
        "REFUSES",
        "BESIDE",
    }
)
INNER = ("EDU", "MODE", "KIND", "GRADE", "TITLE", "SERVE")  # what a longer word may say with a shorter one inside it


class WordLine(Strict):
    """Words of one label and value; ``reads`` and ``counter`` are texts that the tests hold it to."""

    words: tuple[str, ...]
    value: str | None = None
    reads: str
    counter: str = Field(alias="not")


class RoleLine(Strict):
    """One reading of an anchor: where ``before`` and ``after`` fit, it plays ``role``."""

    role: str
    before: str | None = None
    after: str | None = None
    word: tuple[str, ...] = ()
    bare: bool = False
    weak: bool = False
    reads: str
    counter: str = Field(alias="not")


@dataclass(frozen=True)
class Lexicon:
    """Words with their labels and values, endings of unknown words, and the tokenizer that keeps the words whole."""

    words: Mapping[str, Mapping[str, Any]]
    suffixes: tuple[tuple[str, str], ...]  # ending → kind of unit, longest first
    endings: frozenset[str]
    lists: Mapping[str, tuple[str, ...]]  # label → all its words
    tokenizer: jieba.Tokenizer

    def cut(self, text: str) -> list[str]:
        """The words of a text; the model for unknown words is off, because it invents words that hide ours."""
        return list(self.tokenizer.lcut(text, HMM=False)) if text else []

    def inside(self, word: str) -> dict[str, Any]:
        """What the beginnings and ends of a longer word say."""
        found: dict[str, Any] = {}
        for size in range(len(word) - 1, 1, -1):
            for part in (word[:size], word[-size:]):
                for label, value in self.words.get(part, {}).items():
                    if label in INNER:
                        found.setdefault(label, value)
        return found


def word_lines() -> dict[str, list[WordLine]]:
    """The lines of lexicon.yml by label."""
    data = yaml.safe_load((FOLDER / "lexicon.yml").read_text(encoding="utf-8"))
    return {label: [WordLine.model_validate(line) for line in lines] for label, lines in data.items()}


@lru_cache(maxsize=1)
def role_lines() -> dict[str, tuple[RoleLine, ...]]:
    """The lines of roles.yml by label, in their order."""
    data = yaml.safe_load((FOLDER / "roles.yml").read_text(encoding="utf-8"))
    return {label: tuple(RoleLine.model_validate(line) for line in lines) for label, lines in data.items()}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, with the names of the reference data in its tokenizer."""
    table: dict[str, dict[str, Any]] = {}
    lines = word_lines()
    suffixes = [(word, str(line.value)) for line in lines[SUFFIXES] for word in line.words]
    separators = lines.pop("SEP")
    for label, group in lines.items():
        for line in group if label not in NO_TOKENS else ():
            for word in line.words:
                table.setdefault(word, {})[label] = True if line.value is None else line.value
    for line in separators:
        for word in line.words:
            table[word] = {str(line.value): True}
    tokenizer = own_tokenizer()  # words added to jieba's global one would change what the chooser reads
    for name in _names():
        tokenizer.add_word(name, NAME)
    for word in table:
        if len(word) > 1:
            tokenizer.add_word(word, WORD)
    lists = {label: tuple(word for line in group for word in line.words) for label, group in lines.items()}
    ordered = tuple(sorted(suffixes, key=lambda suffix: -len(suffix[0])))
    return Lexicon(table, ordered, frozenset(lists[ENDINGS]), lists, tokenizer)


def _names() -> set[str]:
    reference = load_reference()
    names = {word for region in reference.regions.values() for word in (region.name, region.short, *region.aliases)}
    for series in reference.series.values():
        names |= {series.name, *series.says, *(word for words in series.specialties.values() for word in words)}
    return {name.lower() for name in names}
