"""The round that a message names: 今年, 去年, 2001年, 上半年, 这次, 上一批; not the year of somebody's own life."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any, Literal

from policies_kb.lexers import numeral_value
from policies_kb.model.rounds import Wish

_CUT = re.compile(r"[,，。.;；?？!！、\s]+")
_YEAR = re.compile(
    r"(?<!\d)(?P<year>20\d\d|[12]\d|二[〇零○][〇零○一二三四五六七八九]{2})\s*年(?!\s*前)度?(?P<half>上半年|下半年)?"
    r"|(?<!\d)(?P<bare>20\d\d)(?P<bare_half>上半年|下半年)"
)
_BARE = re.compile(r"(?<!\d)20\d\d(?!\d)")  # 「2001初定」
_OF_PAPER = re.compile(r"^(?:的|度|年度|那?[份张]|我|单位)*")  # 「去年的那份考核表」
_JOINS = re.compile(r"[和跟与及、到至比]")
_DAY_FOLLOWS = re.compile(r"^(?:的|那)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?:月|号|日)|^\s*[-—~至到]\s*\d")
_KINDS = ("years", "halves", "steps")
_LONG = 14  # characters: up to here a message is about little else than the round it names
_SHORT_YEARS = range(-5, 3)  # from the year of asking: 「24年」 may be a year then, 「12年」 is a length of time


@dataclass(frozen=True)
class RoundMention:
    """A round named in a message, as it was written; ``at`` settles it for a day of asking."""

    start: int
    end: int
    surface: str
    year: int | None = None
    offset: int | None = None  # years from the one of asking
    half: Literal["上半年", "下半年"] | None = None
    step: Literal[-1, 0, 1] | None = None
    short: bool = False  # 「24年」: a year only where it is near the year of asking

    def at(self, day: date) -> Wish | None:
        """The wish on ``day``; None where it is no year."""
        if self.short and self.year is not None and self.year - day.year not in _SHORT_YEARS:
            return None
        year = self.year
        if year is None and (self.offset is not None or self.half):
            year = day.year + (self.offset or 0)
        return Wish(year=year, half=self.half, step=self.step if year is None else None, said=self.surface)


def rounds_in(text: str, terms: dict[str, Any], asking: re.Pattern[str]) -> tuple[RoundMention, ...]:
    """The rounds that the text asks about, in order; those of a part that asks come before those of one that tells."""
    words = terms["rounds"]
    if not (_YEAR.search(text) or _BARE.search(text) or any(word in text for kind in _KINDS for word in words[kind])):
        return ()
    found: list[tuple[bool, RoundMention]] = []
    pieces = [(start, piece, list(_mentions(text, piece, start, words))) for start, piece in _segments(text)]
    # without a word for the round beside it, a year may belong to what the pieces without a year speak of
    elsewhere = any(_tells_of_own(piece, words) for _, piece, mentions in pieces if not mentions)
    for start, segment, named in pieces:
        asks = asking.search(segment) is not None
        mentions = list(_glossed(sorted(named, key=lambda m: m.start), text))
        for index, mention in enumerate(mentions):
            head, tail = _around(mentions, index, text, start, start + len(segment))
            if _DAY_FOLLOWS.match(tail) or _own(text[: mention.start], head, tail, words):
                continue
            cued = any(cue in segment for cue in words["cues"]) or _acts_in(tail, words)
            if cued or ((asks or len(text) <= _LONG) and not elsewhere):
                found.append((asks, mention))
    asked = [mention for asks, mention in found if asks] or [mention for _, mention in found]
    if len(asked) == 1 and _compares(asked[0], text, words):
        asked.append(RoundMention(asked[0].end, asked[0].end, "", step=0))
    return tuple(asked)


def _own(before: str, head: str, tail: str, words: dict[str, Any]) -> bool:
    """Whether the year between ``head`` and ``tail`` is somebody's own, or a paper's."""
    paper = _OF_PAPER.sub("", tail)
    return (
        _of_life(head + _up_to_rule(tail, words), words)
        or any(paper.startswith(word) for word in words["papers"])
        or any(before.endswith(word) for word in words["not_after"])
        or any(word in tail for word in words["not_before"])
    )


def _up_to_rule(tail: str, words: dict[str, Any]) -> str:
    """What follows a year, up to a word that says it is the rule which is spoken of."""
    found = [at for word in words["required"] if (at := tail.find(word)) >= 0]
    return tail[: min(found)] if found else tail


def _tells_of_own(piece: str, words: dict[str, Any]) -> bool:
    """Whether a piece without a year speaks of somebody's own life or of a paper."""
    return _of_life(piece, words) or any(word in piece for word in words["papers"])


def _acts_in(tail: str, words: dict[str, Any]) -> bool:
    """Whether somebody means to apply in the year right before."""
    return tail.startswith(tuple(words["acts"])) and not tail.startswith(tuple(words["not_acts"]))


def _of_life(around: str, words: dict[str, Any]) -> bool:
    for word in words["harmless"]:
        around = around.replace(word, "")
    return any(word in around for word in words["not_of"])


def _compares(mention: RoundMention, text: str, words: dict[str, Any]) -> bool:
    """「和去年一样吗」: whether the round named is to be set beside the current one."""
    current = mention.offset == 0 or mention.step == 0
    joined = _JOINS.match(text[mention.start - 1 : mention.start]) is not None
    return joined and not current and any(word in text for word in words["compared"])


def _around(mentions: list[RoundMention], index: int, text: str, start: int, end: int) -> tuple[str, str]:
    """What stands around a mention and may say whose year it is: what follows it, up to the next mention, and what
    stands before the first one. Of two that are joined (去年和今年) the first shares what follows the second."""
    last = index
    while last + 1 < len(mentions) and _JOINS.fullmatch(text[mentions[last].end : mentions[last + 1].start]):
        last += 1
    until = mentions[last + 1].start if last + 1 < len(mentions) else end
    first = index == 0 or _JOINS.fullmatch(text[mentions[index - 1].end : mentions[index].start])
    return (text[start : mentions[0].start] if first else ""), text[mentions[last].end : until]


def _glossed(mentions: list[RoundMention], text: str) -> Iterator[RoundMention]:
    """「今年(2001年)」 names one round: what stands in the bracket says which."""
    for mention, following in zip_longest(mentions, mentions[1:]):
        if following is None or text[mention.end : following.start] not in ("(", "（"):
            yield mention


def _segments(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for cut in _CUT.finditer(text):
        yield at, text[at : cut.start()]
        at = cut.end()
    yield at, text[at:]


def _mentions(text: str, segment: str, start: int, words: dict[str, Any]) -> Iterator[RoundMention]:
    taken: list[tuple[int, int]] = []
    for found in _YEAR.finditer(segment):
        year = int(numeral_value(found["year"] or found["bare"]))
        half: Any = found["half"] or found["bare_half"]
        taken.append(found.span())
        place = (start + found.start(), start + found.end(), found[0])
        yield RoundMention(*place, year % 100 + 2000, half=half, short=year < 100)
    for found in _BARE.finditer(segment):
        if any(text[start + found.end() :].lstrip().startswith(word) for word in words["cues"]):
            taken.append(found.span())
            yield RoundMention(start + found.start(), start + found.end(), found[0], int(found[0]))
    for kind in _KINDS:
        for word, value in sorted(words[kind].items(), key=lambda entry: -len(entry[0])):
            for found in re.finditer(re.escape(word), segment) if word in segment else ():
                if any(found.start() < end and begin < found.end() for begin, end in taken):
                    continue
                if segment.startswith(tuple(words["within"]), found.end() - 1):
                    continue  # 去|年限
                taken.append(found.span())
                place = (start + found.start(), start + found.end(), found[0])
                if kind == "years":
                    half, length = _half_after(segment[found.end() :], words["halves"])
                    taken.append((found.end(), found.end() + length))
                    yield RoundMention(place[0], place[1] + length, found[0], offset=value, half=half)
                elif kind == "halves":
                    yield RoundMention(*place, half=value)
                else:
                    yield RoundMention(*place, step=value)


def _half_after(rest: str, halves: dict[str, Any]) -> tuple[Any, int]:
    """The half that follows a year's word at once: 今年上半年."""
    for word, value in halves.items():
        if rest.startswith(word):
            return value, len(word)
        if rest.startswith("的" + word):
            return value, len(word) + 1
    return None, 0
