"""「印证资料指的是啥」「某号文件在哪看」: the facts that name a word or document, and what is said of it."""

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
ENDING = 6  # characters with which a title says what kind of document it is: 职称评审条件
BEFORE_NUMBER = 16  # characters between a title and the number of the document
_NUMBER = re.compile(r"[发规令第函电文字]\s*第?\s*(\d+)号|(\d+)号(?=[文令])")
_TITLE = re.compile(r"《([^《》]+)》")
_CORE = re.compile(r"[(（][^()（）]*[)）]$")  # （试行）
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


def document_asked(text: str) -> str:
    """The document that is asked about: by its number, else as a word. ``text``: without places."""
    found = _NUMBER.search(text)
    return f"{found[1] or found[2]}号" if found else word_asked(text)


def naming(word: str, facts: Iterable[AnyFact]) -> list[AnyFact]:
    """The facts with a quote that names the word: those first that hold most of it, then those that are no list and
    no day, then those that name it most often; of equals the order stays."""
    least = max(LEAST, SHARE * len(word))
    found = [(run, fact) for fact in facts if len(run := _named_in(word, _quotes(fact))) >= least]
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


def shown_by(fact: AnyFact, document: str, named: Iterable[AnyFact]) -> bool:
    """Whether a fact on where something can be read speaks of the document that ``named`` name: it is one of them, or
    holds the words with which the title before the document's number ends."""
    titles = [title for one in named for quote in one.quotes if (title := _title(document, _folded(quote.quote)))]
    return fact in list(named) or any(title[-ENDING:] in _quotes(fact) for title in titles)


def _title(document: str, quote: str) -> str:
    """The title right before the document's number: 《甲办法（试行）》（乙发〔2001〕3号) is 甲办法."""
    before = quote.partition(_named_in(document, quote) or quote)[0]
    titles = list(_TITLE.finditer(before))
    if not titles or len(before) - titles[-1].end() > BEFORE_NUMBER:
        return ""
    return _CORE.sub("", titles[-1][1])


def _named_in(word: str, text: str) -> str:
    """What of a word stands in a text; a number stands there whole or not at all."""
    if not word[:1].isdigit():
        return _longest_run(word, text)
    return word if re.search(rf"(?<!\d){re.escape(word)}", text) else ""


def _quotes(fact: AnyFact) -> str:
    return "".join(_folded(quote.quote) for quote in fact.quotes)


def _folded(quote: str) -> str:
    return fold("".join(quote.split()))


def _longest_run(word: str, text: str) -> str:
    match = SequenceMatcher(None, word, text, autojunk=False).find_longest_match()
    return word[match.a : match.a + match.size]
