"""「专业考试成绩是啥考试」: the facts whose clause names a word, and whether a clause says what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.aspects import load_aspects
from policies_kb.aspects.phrases import fold
from policies_kb.lookup.rank import LIST_FROM
from policies_kb.model.facts import AnyFact, CutoffFact, WindowFact
from policies_kb.reading import Reader

LEAST = 2  # characters of a word
SHARE = 0.6  # of the word asked about that a clause must hold to name it
_GAPS = re.compile(r"[\s,，。、;；:：?？!！“”\"'《》]+")


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")))


def placeless(text: str, reader: Reader) -> str:
    """The text without its places and series, which settle whose notice is meant."""
    reading = reader.read(text)
    rest = list(reading.text)
    for mention in reading.mentions:
        if mention.entity in ("region", "series"):
            rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(rest)


def word_asked(text: str) -> str:
    """The word that is asked about: the longest stretch left without aspects and fillers. ``text``: without places."""
    rest = load_aspects().without(text)
    for filler in sorted(_words()["fillers"], key=lambda word: -len(word)):
        rest = rest.replace(filler, " ")
    return max(_GAPS.split(rest), key=len, default="")


def naming(word: str, facts: Iterable[AnyFact]) -> list[AnyFact]:
    """The facts with a quote that names the word: those first that hold most of it, then those that are no list and
    no day, then those that name it most often; of equals the order stays."""
    least = max(LEAST, SHARE * len(word))
    found = [(run, fact) for fact in facts if len(run := _longest_run(word, _quotes(fact))) >= least]
    return [fact for run, fact in sorted(found, key=lambda pair: _order(*pair))]


def _order(run: str, fact: AnyFact) -> tuple[int, bool, int]:
    besides = len(fact.say) > LIST_FROM or isinstance(fact, WindowFact | CutoffFact)
    return -len(run), besides, -(_quotes(fact) + fold(fact.say)).count(run)


def explains(fact: AnyFact, word: str) -> bool:
    """Whether the clause itself says what the word means: in brackets right behind it."""
    quote = _quotes(fact)
    run = _longest_run(word, quote)
    after = quote[quote.index(run) + len(run) :] if run else ""
    return after[:1] in ("(", "（") and not after[1:].startswith(tuple(_words()["no_gloss"]))


def _quotes(fact: AnyFact) -> str:
    return fold("".join("".join(quote.quote.split()) for quote in fact.quotes))


def _longest_run(word: str, text: str) -> str:
    match = SequenceMatcher(None, word, text, autojunk=False).find_longest_match()
    return word[match.a : match.a + match.size]
