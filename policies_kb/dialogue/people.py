"""Whose case a message speaks of."""

from __future__ import annotations

import re
from functools import lru_cache

from policies_kb.reading import ASKING, Reading
from policies_kb.reading.clauses import clause_around

from .frame import ME, Frame
from .words import longest_first, words

SHORTEST = 4  # characters of a question without the person of whom it is asked
NEW = "又一位"  # the label of somebody told by no more than an education


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[str, str], ...]:
    pairs = [(word, label) for label, listed in words("people")["others"].items() for word in listed]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def person_of(text: str, reading: Reading, frame: Frame) -> tuple[str, str]:
    """The label of the case, and why. A kin word names it; 他 is the last other; 我这边 is the speaker again."""
    table = words("people")
    named = [(text.index(word), label) for word, label in _labels() if _spoken_of(text, word)]
    named = [(at, label) for at, label in named if not _precedent(text, at)]
    if named:
        return min(named)[1], "named"
    if any(word in text for word in table["another"]) and any(m.entity == "education" for m in reading.mentions):
        return f"{NEW}{len(frame.cases) + 1}", "another one, told by education"
    if any(word in text for word in table["self"]) or _mine(text, reading):
        return ME, "the speaker's own"
    others = [who for who in frame.cases if who != ME]
    if any(_pronoun(text, word) for word in table["pronouns"]):
        if frame.who != ME:
            return frame.who, "the same one"
        return (others[-1], "the last other") if others else (frame.who, "nobody else was named")
    return frame.who, "nobody else is named"


def other_of_both(text: str, frame: Frame) -> str:
    """The label of the one told of beside the speaker, 「我跟我妹都在…」; a new one where no kin word names them."""
    named = [(text.index(word), label) for word, label in _labels() if word in text]
    return min(named)[1] if named else f"{NEW}{len(frame.cases) + 1}"


def of_them(text: str) -> str:
    """What is asked of a person named at the beginning: 「我哥评初级交多少钱」; the text where nobody begins it."""
    for word, _ in _labels():
        rest = text.removeprefix(word).strip()
        if rest != text and len(rest) >= SHORTEST and _spoken_of(text, word):
            return rest if not rest.startswith(tuple(words("people")["goes_with"])) else text
    return text


def own_words(text: str) -> str:
    """What is told of another one, without the words that bring them in: 「还有个大专两年的」."""
    word = next((w for w in longest_first("people", "another") if w in text), "")
    return text.replace(word, " ", 1).strip() if word else text


def _spoken_of(text: str, word: str) -> bool:
    table = words("people")
    at = text.find(word)
    if at < 0:
        return False
    before, after = text[:at].rstrip(), text[at + len(word) :]
    return not before.endswith(tuple(table["not_after"])) and not after.startswith(tuple(table["not_before"]))


def _precedent(text: str, at: int) -> bool:
    """「某县也当年就能定吧，我同学在那边就是」: whoever is named only shows how it went elsewhere."""
    clause, start = clause_around(text, at)
    besides = text[:start] + text[start + len(clause) :]
    told = clause.rstrip("".join(words("people")["softly"]))
    return ASKING.search(besides) is not None and told.endswith(tuple(words("people")["precedent"]))


def _pronoun(text: str, word: str) -> bool:
    """Whether the pronoun stands for somebody: not in 其他, 他们要求."""
    return re.search(rf"(?<!其)(?<!吉){re.escape(word)}", text) is not None


def _mine(text: str, reading: Reading) -> bool:
    """「我某县那个」: the speaker's own place."""
    return any(text[: m.start].endswith(("我", "俺")) for m in reading.mentions if m.entity == "region")
