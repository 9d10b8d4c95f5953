"""The words of the languages (words.yml) and the names of the places (places.yml), as they are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.reference import Reference, Region

from .letters import words_of
from .lexicon import OPEN, Form, Lexicon
from .syllables import spoken

UYGHUR, PINYIN = "ug", "zh-Latn"
RIGHT_TO_LEFT = frozenset({UYGHUR})
SIGN, SURELY, THANKS = "sign", "surely", "thanks"  # meanings of words that name neither place nor matter
HERE = Path(__file__).parent
Matter = str  # what is asked about, as people speak of it: phone, time, years …


@dataclass(frozen=True)
class Language:
    """``tag``: BCP 47. ``telling``: the words by which it is known; ``matters``: the words for what is asked,
    ``thanks``: those of which thanks consist;
    ``letters``: those that only it has among the languages of its script, ``unlike`` those that it has not."""

    tag: str
    telling: Lexicon
    matters: Lexicon
    places: Lexicon
    thanks: Lexicon
    letters: frozenset[str]
    unlike: frozenset[str]


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """words.yml."""
    return dict(yaml.safe_load((HERE / "words.yml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def names() -> dict[str, dict[str, list[str]]]:
    """places.yml: region → language → names, the first of which is said."""
    return dict(yaml.safe_load((HERE / "places.yml").read_text(encoding="utf-8")))


LANGUAGES: tuple[str, ...] = tuple(table()["languages"])
TOPICS: Mapping[Matter, tuple[str, ...]] = {matter: tuple(topics) for matter, topics in table()["matters"].items()}


def direction(language: str) -> str:
    """How its lines run, as HTML's ``dir`` says it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def name_of(region: Region, language: str) -> str:
    """What a place is called in a language; "" where the table has no name for it. Pinyin comes from its short name."""
    found = names().get(region.name, {}).get(language, [])
    if language == PINYIN:
        return "".join(found[0].split() if found else spoken(region.short)).capitalize()
    return found[0] if found else ""


@lru_cache(maxsize=2)
def languages(reference: Reference) -> dict[str, Language]:
    """The languages that are known, with the places of the reference data."""
    same = table()["same_letters"]
    return {tag: _language(tag, entry, same, reference) for tag, entry in table()["languages"].items()}


def _language(tag: str, entry: dict[str, Any], same: Mapping[str, str], reference: Reference) -> Language:
    telling = [
        *(_form(word, SURELY, same) for word in entry["surely"]),
        *(_form(word, SIGN, same) for word in entry["signs"]),
    ]
    matters = [_form(word, matter, same) for matter, words in entry["matters"].items() for word in words]
    thanks = [_form(word, THANKS, same) for word in entry[THANKS]]
    return Language(
        tag,
        Lexicon(telling),
        Lexicon(matters),
        Lexicon(_places(tag, same, reference), (*words_of(" ".join(entry.get("endings", ())), same),)),
        Lexicon(thanks),
        frozenset(entry.get("letters", "")),
        frozenset(entry.get("unlike", "")),
    )


def _form(written: str, means: str, same: Mapping[str, str]) -> Form:
    return Form(tuple(words_of(written, same)), means, written.endswith(OPEN))


def _places(tag: str, same: Mapping[str, str], reference: Reference) -> Iterator[Form]:
    for named, entry in names().items():
        for name in entry.get(tag, ()):
            yield _form(name, named, same)
    if tag == PINYIN:
        for region in reference.regions.values():
            for name in dict.fromkeys((region.short, region.name)):
                if len(spoken(name)) > 1:
                    yield Form(spoken(name), region.name)
