"""Cuts a message into the questions that it holds: by sentences, by commas, and finer where each asks for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from policies_kb.lexers.asking import ASKING
from policies_kb.lexers.asking import named as names

INFERRED = re.compile(r"(?:那么?|所以|这么说|也就是说).*(?:吧|吗|么|呢|咯)$")
CHUNK = 5  # characters a piece between commas needs to be a question of its own
MARKS = r"[,，、:：;；]"
SPACES = r"\s+(?![a-z0-9])|(?<=[\u4e00-\u9fff])\s+"  # between words that no space divides
NUMERALS = r"(?<![\d一二三四五六七八九十第])(?:[一二三四五六七八九]|[1-9])[、.．)）](?!\d)\s*|[①②③④⑤⑥⑦⑧⑨]"
EDGES = " 了啊呀呢吧,，、"
_OUTSIDE = EDGES.replace("呢", "")  # 呢 tells that a piece goes on with the question before it
OWN = 4  # characters before the asking word with which a stretch has a subject of its own
SHORT = 8  # characters: a noun that shares the asking word of another
LEAST, MOST = 2, 12


@dataclass(frozen=True)
class Segment:
    """A stretch of a sentence that may ask for itself. ``carried``: the same with the subject named before it, or with
    the question asked before it (「专业课呢」); ``own``: whether it seems to have a subject of its own; ``named``:
    whether anything stands before its asking word.
    """

    text: str
    carried: str = ""
    own: bool = False
    named: bool = False


def split(text: str) -> tuple[str, ...]:
    """The questions inside a message: cut at question marks, full stops and line breaks; short leftovers dropped."""
    parts = [part.strip(" ,，、") for part in re.split(r"[?？。;；!！\n]+", text)]
    return tuple(part for part in parts if len(part) >= 2) or (text,)


def pieces(part: str) -> tuple[str, ...]:
    """The pieces of a part between commas that ask something of their own; none when fewer than two do.

    What follows from the rest (「…，那年限肯定一样吧」) is the question itself.
    """
    inferred = [piece for piece in re.split(r"[,，、]", part)[1:] if INFERRED.match(piece) and len(piece) >= CHUNK]
    if inferred:
        return tuple(inferred[-1:])
    cut = [piece.strip() for piece in re.split(r"[,，、:：]", part)]
    asking = [piece for piece in cut if len(piece) >= CHUNK and ASKING.search(piece)]
    named = [piece for piece in cut if names(piece)]
    if len(named) >= 2 and len(named) > len(asking):
        return tuple(dict.fromkeys([*named, *asking]))  # 「三件事：网址、电话、几年能初定」
    # the one question among tellings: 「评审没过，交的评审费给退不」
    return tuple(asking) if len(asking) >= 2 or len(cut) > len(asking) else ()


def segments(text: str) -> tuple[Segment, ...]:
    """Every stretch of a message that may ask for itself, in order; none where nothing can be cut."""
    cut = [piece for sentence in split(text) for piece in _cut(sentence)]
    if len(cut) < 2:
        return ()
    return carry(_share(_each(cut))[:MOST])


def carry(texts: Sequence[str]) -> tuple[Segment, ...]:
    """The questions of one message in order, each with what it may lack: the subject before it, or the question."""
    subject, question, found = "", "", []
    for text in texts:
        piece, goes_on = text.strip(EDGES), text.rstrip().endswith("呢") and not ASKING.search(text.strip(EDGES))
        own, rest = _subject(piece), piece[len(_subject(piece)) :]
        carried = subject + piece if subject and not own.endswith(subject) else ""
        if goes_on and question:
            carried, rest = piece + question, question
        elif piece.startswith(_words().but):
            carried, piece = "", _words().except_for.sub("", piece) or piece
        found.append(Segment(piece, carried, own=len(own) >= OWN, named=len(own) >= LEAST))
        if ASKING.search(piece):
            subject = own if len(own) >= LEAST else subject
            question = rest
    return tuple(found)


@dataclass(frozen=True)
class _Words:
    joined: re.Pattern[str]
    shared: re.Pattern[str]
    shared_last: re.Pattern[str]
    asking: re.Pattern[str]
    each: re.Pattern[str]
    but: tuple[str, ...]
    except_for: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    but_not = "".join(f"(?!{re.escape(word)})" for word in data["not_joiners"])
    joiners = f"{but_not}{_any(data['joiners'])}"
    after = "|".join(f"(?<={re.escape(word)})" for word in data["joined_after"])
    ands = f"(?:{after}){_any(data['ands'])}|{_any(data['ands'])}(?={_any(data['joined_before'])})"
    shared = _any(data["shared"])
    return _Words(
        re.compile(f"{NUMERALS}|{MARKS}|{SPACES}|{joiners}|{ands}"),
        re.compile(rf"(?P<word>{shared})[^,，]{{1,12}}$"),
        re.compile(rf"[^,，]{{2,12}}(?P<word>{shared})$"),
        re.compile(_any(data["asking"])),
        re.compile(f"(?P<noun>.{{{LEAST},}}?){_any(data['each'])}$"),
        tuple(data["except_for"]),
        re.compile(rf"^{_any(data['except_for'])}.*?(?={_any(data['beyond'])})"),
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=lambda word: -len(word)))})"


def _cut(sentence: str) -> list[str]:
    stripped = (piece.strip(_OUTSIDE) for piece in _words().joined.split(sentence) if piece)
    return [piece for piece in stripped if len(piece.strip(EDGES)) >= LEAST]


def _each(cut: Sequence[str]) -> list[str]:
    """「甲和乙各是什么」 asks each noun: the words that only say so are no part of the last one."""
    found = _words().each.match(cut[-1].strip(EDGES))
    return [*cut[:-1], found["noun"]] if found else list(cut)


def _share(cut: Sequence[str]) -> list[str]:
    """「要不要甲、乙」 and 「甲、乙要不要」: the asking word goes to every short noun that has none."""
    first, last = _words().shared.search(cut[0]), _words().shared_last.search(cut[-1])

    def bare(piece: str) -> bool:
        return len(piece) <= SHORT and not ASKING.search(piece)

    if first:
        return [cut[0], *(first["word"] + piece if bare(piece) else piece for piece in cut[1:])]
    if last:
        return [*(piece + last["word"] if bare(piece) else piece for piece in cut[:-1]), cut[-1]]
    return list(cut)


def _subject(piece: str) -> str:
    """What stands before the asking word: 「评审表几份」 → 「评审表」."""
    found = _words().asking.search(piece)
    return piece[: found.start()].strip(EDGES) if found else piece
