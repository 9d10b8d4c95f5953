"""「要不要体检表」: a paper asked for by a name that no notice holds is said not to be mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import jieba
import yaml

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.reading import ASKING, Reader
from policies_kb.reading.clauses import clauses
from policies_kb.reference import Reference

LEAST = 2  # characters of a word that tells what paper is meant
LONGEST = 10  # characters of a paper's name
SCOPE = ("region", "series", "path", "level", "education")


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    table = {name: "|".join(map(re.escape, words)) for name, words in _words().items() if isinstance(words, list)}
    thing = rf"(?P<thing>\w{{1,{LONGEST}}}?(?:{table['papers']}))"
    verb, end = rf"(?:{table['verbs']})?", rf"(?:{table['ends']})?"
    ends = rf"(?:{table['ends']})"
    asks, needs = rf"(?:{table['asks']})", rf"(?:{table['needs']})"
    return tuple(
        re.compile(shape)
        for shape in (
            rf"{asks}{verb}{thing}{end}$",
            rf"{needs}{verb}{thing}{ends}$",
            rf"(?:^|\s){thing}\s*{asks}{verb}{end}$",
            rf"(?:^|\s){thing}\s*{needs}{verb}{ends}$",
        )
    )


def paper_asked(text: str, reader: Reader) -> str:
    """The name of the one paper that a message asks for; "" where it asks for none, or for something else besides."""
    reading = reader.read(text)
    plain = list(reading.text)
    for mention in reading.mentions:
        if mention.entity in SCOPE:
            plain[mention.start : mention.end] = " " * (mention.end - mention.start)
    asking = [clause for clause in clauses("".join(plain)) if ASKING.search(clause)]
    if len(asking) != 1:
        return ""
    found = next((m for pattern in _patterns() if (m := pattern.search(asking[0].strip()))), None)
    return found["thing"] if found else ""


def unmentioned(paper: str, notices: Iterable[Notice], reference: Reference) -> bool:
    """Whether no word of the paper's name is in a notice, in what its record says, or in people's words for it."""
    known = "".join(_known_words(reference))
    telling = [word for word in jieba.lcut(_without_kind(paper)) if len(word) >= LEAST] or [_without_kind(paper)]
    texts = [known, *("".join((n.text, *(w for f in n.record.facts for w in (f.say, *f.asks)))) for n in notices)]
    return not any(word in text for word in telling for text in texts)


def not_mentioned(paper: str, notice: Notice) -> Statement:
    """What is said of a paper that the notice does not mention."""
    words = _words()
    return Statement(notice.id, words["topic"], "not_stated", say=words["say"].format(thing=paper))


def _without_kind(paper: str) -> str:
    """The name without the word for its kind: 体检 of 体检表; whole where that is all of it."""
    kind = max((kind for kind in _words()["papers"] if paper.endswith(kind)), key=len)
    return paper.removesuffix(kind) or paper


@lru_cache(maxsize=4)
def _known_words(reference: Reference) -> tuple[str, ...]:
    words = reference.words
    named = (text for topic in reference.topics.values() for text in (topic.name, topic.covers))
    told = (word for table in (words.topics, words.points) for listed in table.values() for word in listed)
    return (*named, *told)
