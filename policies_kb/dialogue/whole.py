"""Every follow-up made a whole question: what it lacks comes from the question before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policies_kb.choosing import guesses, in_use
from policies_kb.model.question import TopicGuess
from policies_kb.reading import ASKING, Reader, Reading
from policies_kb.reading.days import moments_blanked
from policies_kb.reading.quantities import heads, quantities
from policies_kb.reference import load_reference

from .frame import Asked
from .words import longest_first, without, words

SURE = 0.5  # probability from which a topic needs nothing of the question before it
NOUN = 6  # characters of a thing that is named alone
LONGEST = 24  # characters: who writes more has said what is meant
_EDGE = " ,，。.!！?？、;；:：~…“”\"'()（）"
_MARK = re.compile(r"[①②③④⑤⑥⑦⑧⑨]|(?<![\d.])[1-9][.、．)）](?!\d)|(?:^|(?<=[\s,，。;；:：]))[一二三四五六七八九]、")
_ORDINAL = re.compile(r"第?\s*(?:([①②③④⑤⑥⑦⑧⑨])|([1-9一二三四五六七八九]))\s*(?:个|条|项|问|点)?(?:问题)?")
_NUMERALS = "一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"


@dataclass(frozen=True)
class Whole:
    """``text``: the question as it is understood; ``goes_on``: made with the one before it; ``because``: the rule."""

    text: str
    goes_on: bool = False
    because: str = ""
    numbered: bool = False  # a numbered part of the last question, taken up


def lacks(text: str, reading: Reading) -> tuple[bool, bool]:
    """Whether the text has no subject of its own, and no aspect."""
    rest = _bare(text, reading)
    aspects = longest_first("asking", "aspects")
    subject = without(without(rest, aspects), longest_first("asking", "fillers"))
    asked = any(word in rest for word in aspects) or bool(quantities(text))
    return len(re.sub(rf"[\s{re.escape(_EDGE)}]", "", subject)) <= 1, not asked


def make_whole(text: str, reading: Reading, asked: Asked, reader: Reader) -> Whole:
    """The whole question. What is named anew replaces what the last question named; the classifier has the last word.

    A message that is sure of its own topic stays as it is, and so does one that reads no better with the last.
    """
    if not asked.text or len(text) > LONGEST:
        return Whole(text)
    if numbered := _numbered(text, asked):
        return Whole(numbered, True, "a numbered part is taken up", numbered=True)
    if adds(text):
        return Whole(f"{_plain(asked.text)}，{text.strip(_EDGE).removesuffix('呢')}", True, "added to the last one")
    no_subject, no_aspect = lacks(text, reading)
    bare = no_aspect and (text.rstrip(_EDGE).endswith("呢") or _is_noun(text))
    if not (no_subject or bare):
        return Whole(text)
    before = reader.read(asked.text)
    kept = _kept(asked.text, before, text, reading)
    aspect = ""
    if no_subject and ASKING.search(text) and _only_compares(text, reading):
        return Whole(f"{_plain(kept)}，{text}", True, "what was asked, held against another place or series")
    if no_subject and not no_aspect:
        kept = without(kept, longest_first("asking", "aspects"))
        joined, because = f"{_plain(kept)}{text}", "no subject: the last one"
    elif no_subject:
        joined, because = (
            f"{text.strip(_EDGE).removesuffix('呢').removesuffix('的')} {_plain(kept)}",
            "only whom it is about is new",
        )
    else:
        aspect = next((word for word in longest_first("asking", "aspects") if word in asked.text), "")
        joined, because = f"{text.strip(_EDGE).removesuffix('呢')}{aspect}", "no aspect: the last one"
    rows_alone, rows_joined = guesses(in_use(), reader, [text, joined])
    alone, with_last = (rows[0].probability if rows else 0.0 for rows in (rows_alone, rows_joined))
    same = bool(rows_alone and rows_joined) and rows_alone[0].topic == rows_joined[0].topic
    if aspect and same and _alike(rows_alone, asked):
        return Whole(joined, True, because)  # the same matter either way: what is asked of it is kept
    if alone >= SURE and not no_subject:
        return Whole(text, False, "sure of its own topic")
    if aspect:
        # of the thing named, what was asked before is still asked, where that reads as the same matter
        again = f"{text.strip(_EDGE).removesuffix('呢')}{_plain(asked.text[asked.text.index(aspect) :])}"
        rows = guesses(in_use(), reader, [again])[0]
        if rows and rows[0].topic in asked.topics and rows[0].probability >= SURE:
            if _alike(rows_alone, asked):
                return Whole(again, True, because)
            return Whole(text, False, "of another group of matters, which what was asked says nothing of")
    if alone > with_last:
        return Whole(text, False, "reads better alone")
    return Whole(joined, True, because)


def _alike(rows: tuple[TopicGuess, ...], asked: Asked) -> bool:
    """Whether the likeliest topic stands in the same group of the catalogue as one asked about before."""
    topics = load_reference().topics
    groups = {topics[topic].group for topic in asked.topics if topic in topics}
    return bool(rows) and rows[0].topic in topics and topics[rows[0].topic].group in groups


def adds(text: str) -> bool:
    """「再加2个中级呢」: so many people more; what was counted before stays counted."""
    start = next((word for word in longest_first("asking", "adds") if text.lstrip(_EDGE + "那").startswith(word)), "")
    return bool(start and heads(text))


def numbered_parts(text: str) -> dict[str, str]:
    """Number → part, where a message numbers two or more of its parts; at most as many as frame.yml allows."""
    marks = list(_MARK.finditer(text))
    if len(marks) < 2 and not (marks and marks[0][0] in _CIRCLED):
        return {}
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    bound = words("frame")["bounds"]["parts"]
    cut = {_number(mark[0]): text[mark.end() : end].strip(_EDGE) for mark, end in zip(marks, ends, strict=True)}
    return dict(list({number: part for number, part in cut.items() if part}.items())[:bound])


def _numbered(text: str, asked: Asked) -> str:
    """「第2个 大专行不」: the part that bears the number, with what is said of it now; "" where there is none."""
    found = _ORDINAL.match(text.strip(_EDGE))
    if not found or not asked.numbered or not ("第" in found[0] or found[1]):
        return ""
    part = asked.numbered.get(_number(found[1] or found[2]))
    return f"{part} {text.strip(_EDGE)[found.end() :]}" if part else ""


def _number(mark: str) -> str:
    for digits in (_CIRCLED, _NUMERALS):
        if mark[0] in digits:
            return str(digits.index(mark[0]) + 1)
    return mark[0]


def _bare(text: str, reading: Reading) -> str:
    """The text without scope words, groups, rounds, days and quantities."""
    rest = list(text)
    spans = [(m.start, m.end) for m in reading.mentions] + [(m.start, m.end) for m in reading.rounds]
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    plain = without("".join(rest), longest_first("asking", "groups"))
    plain = without(plain, (*longest_first("people", "others"), *longest_first("people", "self")))
    for quantity in quantities(plain):
        plain = plain.replace(quantity.surface, " " * len(quantity.surface))
    return moments_blanked(plain)


def _kept(last: str, before: Reading, text: str, reading: Reading) -> str:
    """What of the last question is not named anew: places, series and rounds go (the scope holds them), and each kind
    of thing that the message names itself."""
    anew = {mention.entity for mention in reading.mentions} | {"region"}
    rest = list(last)
    for mention in before.mentions:
        if mention.entity in anew and mention.entity != "specialty":
            rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    for mention_ in before.rounds:
        rest[mention_.start : mention_.end] = " " * (mention_.end - mention_.start)
    kept = moments_blanked("".join(rest))
    groups = longest_first("asking", "groups")
    if any(group in text for group in groups):
        other = without(kept, groups)
        kept = other if _says_something(other) else kept
    told = {quantity.dimension for quantity in quantities(text)}
    for quantity in quantities(kept):
        if quantity.dimension in told:
            kept = kept.replace(quantity.surface, " " * len(quantity.surface))
    return kept


def _is_noun(text: str) -> bool:
    """Whether a short message names a thing and says nothing of it: 「评审表」 after 「…要几份」."""
    plain = text.strip(_EDGE)
    if not 1 < len(plain) <= NOUN or re.search(rf"[{re.escape(_EDGE)}]", plain):
        return False
    return not any(word in plain for word in words("asking")["says"])


def _only_compares(text: str, reading: Reading) -> bool:
    """Whether no more is asked than whether it is the same elsewhere: 「跟…一样吗」 compares what was asked before."""
    aspects = words("asking")["aspects"]
    rest = without(text, tuple(aspects["same"]))
    elsewhere = any(mention.entity in ("region", "series") for mention in reading.mentions)
    return (
        elsewhere
        and rest != text
        and not any(word in rest for kind, ways in aspects.items() if kind != "same" for word in ways)
    )


def _says_something(text: str) -> bool:
    """Whether a subject is left in what is kept."""
    left = without(without(text, longest_first("asking", "aspects")), longest_first("asking", "fillers"))
    return len(re.sub(rf"[\s{re.escape(_EDGE)}]", "", left)) > 1


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).strip(_EDGE).removesuffix("呢").removesuffix("吗")
