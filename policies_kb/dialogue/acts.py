"""Which act a message is: patterns of words around which nothing but fillers may stand (acts.yml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from .words import longest_first, without, words

ASK = "ask"
LONGEST = 24  # characters: no act of this kind is longer, and the search stays small
_CUT = re.compile(r"[\s,，。.!！?？、;；:：~…“”\"'()（）]+")


@dataclass(frozen=True)
class Act:
    """``name``: the act of the whole message, ``ask`` for everything that is read on; ``leads``: what stood around."""

    name: str = ASK
    leads: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Pattern:
    """``words``: by first character, each with the places that it may fill and whether it may stand beside them;
    ``fill``: the words of each place."""

    act: str
    fill: tuple[frozenset[str], ...]
    words: dict[str, tuple[tuple[str, frozenset[int], bool], ...]]


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    table = words("acts")
    found = []
    for act, entry in table["acts"].items():
        common = () if entry.get("alone") else (*table["fillers"], *table["objects"])
        around = frozenset((*common, *entry.get("fillers", ())))
        for pattern in entry["patterns"]:
            fill = tuple(frozenset(table["words"].get(name, [name])) for name in pattern)
            by_first: dict[str, list[tuple[str, frozenset[int], bool]]] = {}
            for word in sorted(around.union(*fill)):
                places = frozenset(place for place, its in enumerate(fill) if word in its)
                by_first.setdefault(word[0], []).append((word, places, word in around))
            found.append(_Pattern(act, fill, {first: tuple(listed) for first, listed in by_first.items()}))
    return tuple(found)


@lru_cache(maxsize=256)
def whole_act(text: str) -> str:
    """The act that the whole text is; "" where it is none. Of several the one that leaves least to fillers."""
    plain = _CUT.sub("", text)
    if not plain or len(plain) > LONGEST:
        return ""
    most, act = 0, ""
    for pattern in _patterns():
        held = _held(plain, pattern)
        if held > most:  # of equals the first
            most, act = held, pattern.act
    return act


def _held(text: str, pattern: _Pattern) -> int:
    """The most characters that the pattern's own words hold in a cut of the whole text; 0 where it does not fit."""
    if not all(any(word in text for word in its) for its in pattern.fill):
        return 0
    full = (1 << len(pattern.fill)) - 1

    @cache
    def best(at: int, filled: int) -> int:
        if at == len(text):
            return 0 if filled == full else -LONGEST * 2
        most = -LONGEST * 2
        for word, places, beside in pattern.words.get(text[at], ()):
            if not text.startswith(word, at):
                continue
            if beside:
                most = max(most, best(at + len(word), filled))
            for place in places:
                most = max(most, len(word) + best(at + len(word), filled | 1 << place))
        return most

    return best(0, 0)


def leads_of(text: str) -> tuple[frozenset[str], str]:
    """What the words in front say of the rest, and the rest; words are taken off as long as something follows."""
    found: set[str] = set()
    rest = text
    going = True
    while going:
        going = False
        plain = rest.lstrip(" ,，。.!！?？、;；:：~…那")
        for lead in words("acts")["leads"]:
            word = next((w for w in longest_first_of(lead) if plain.startswith(w)), "")
            left = plain[len(word) :].lstrip(" ,，。.!！、;；:：~…了啊呀")
            if word and len(left) > 1:
                found.add(lead)
                rest, going = left, True
                break
    return frozenset(found), rest


@lru_cache(maxsize=16)
def longest_first_of(lead: str) -> tuple[str, ...]:
    """The words of one kind of lead, the longest first."""
    return tuple(sorted(words("acts")["leads"][lead], key=lambda word: -len(word)))


def asks_progress(text: str) -> bool:
    """「帮我查下审核到哪一步了」「我的材料过了没」: somebody's own progress or result, which only the system knows."""
    table = words("asking")["progress"]
    stands = any(word in text for word in table["stands"]) and not any(word in text for word in table["not"])
    return stands and any(word in text for word in (*table["whose"], *table["look"]))


def cut_leaving(text: str) -> tuple[str, str]:
    """「不问X了」 cut off: what is left of the message, and X; X is "" where nothing is left behind."""
    for word in longest_first("asking", "leave"):
        found = re.search(re.escape(word) + r"([^,，。;；!！?？\s了]{1,12})了?[,，。;；!！\s]+(?=\S{2})", text)
        if found:
            return (text[: found.start()] + text[found.end() :]).strip(), found[1]
    return text, ""


__all__ = ["ASK", "Act", "cut_leaving", "leads_of", "whole_act", "without"]
