"""A message as typed tokens: moments and places by their grammars, the words between them by the lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policies_kb.vocabulary import Mention

from .lexicon import Lexicon, RoleLine, lexicon, role_lines
from .moments import moments
from .patterns import REACH, fits

PAUSES = frozenset("CDP")
LEVELS = frozenset({"TOWN", "COUNTY", "PREF"})  # 县医院 tells the level and, by its ending, the kind
ASKING_NOT = "不"
OPENS = frozenset({"SELF", "KIN", "EDU", "TITLE", "UNIT", "KIND", "REGION", "MODE", "DUR", "DATE"})
MENTIONED = {"series": "SERIES", "exam_only": "EXAM", "specialty": "SPEC"}
LEVEL = "LEVELWORD"  # 初级, 中级: a title by its level alone, read as a title is


@dataclass(eq=False)
class Token:
    """A word with its labels; ``person`` is "" for the case itself; ``role`` holds the line that read each anchor."""

    text: str
    start: int
    end: int
    tags: dict[str, Any] = field(default_factory=dict)
    index: int = 0
    clause: int = 0
    person: str = ""
    modality: str = "held"
    role: dict[str, RoleLine] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The token as patterns see it."""
        return "« " + "".join(f"{label} " for label in self.tags) + f"w:{self.text} »"

    @property
    def pause(self) -> bool:
        """Whether a clause or a sentence ends here."""
        return "C" in self.tags or "P" in self.tags

    def plays(self, label: str) -> str:
        """The role of the anchor; "" when the token is none of that label."""
        return self.role[label].role if label in self.role else ""


def tokens_of(text: str, as_of: date, mentions: Iterable[Mention] = ()) -> list[Token]:
    """The whole text as tokens, numbered, each in its clause."""
    words, mentions = lexicon(), tuple(mentions)
    spans = [
        Token(text[m.start : m.end], m.start, m.end, dict(m.tags))
        for m in moments(text, as_of, words.lists["COUNTING"])
    ]
    for mention in mentions:
        if mention.entity == "region" and all(mention.end <= s.start or mention.start >= s.end for s in spans):
            surface = text[mention.start : mention.end]
            tags = {"REGION": mention.value, **words.words.get(surface, {})}  # 州直 tells the place and the level
            spans.append(Token(surface, mention.start, mention.end, tags))
    series = frozenset(mention.surface for mention in mentions if mention.entity == "series")
    found: list[Token] = []
    position = 0
    for span in [*sorted(spans, key=lambda s: s.start), Token("", len(text), len(text))]:
        for word in words.cut(text[position : span.start]):
            found.append(Token(word, position, position + len(word), _tags(word, words, word in series)))
            position += len(word)
        if span.text:
            found.append(span)
        position = span.end
    clause = 0
    for index, token in enumerate(found):
        token.index, token.clause = index, clause
        if _ends_a_question(found, index):
            token.tags = {label: True for label in token.tags if label == "ENDING"} | {
                "C": True
            }  # speech without punctuation: 「能评不我是助工」
        if token.pause and token.text not in ("(", ")"):
            clause += 1
        if token.text == "基本" and (index + 1 == len(found) or PAUSES & set(found[index + 1].tags)):
            token.tags["GRADE"] = "基本合格"  # 「22年基本，23年合格」
    _mark(found, [mention for mention in mentions if mention.entity in MENTIONED])
    return found


def _mark(tokens: list[Token], mentions: list[Mention]) -> None:
    """Names of the gazetteer keep the tokens that they lie on."""
    at = {position: token for token in tokens for position in range(token.start, token.end)}
    for mention in mentions:
        for position in range(mention.start, mention.end):
            if position in at:
                at[position].tags.setdefault(MENTIONED[mention.entity], mention.value)


def _ends_a_question(tokens: list[Token], index: int) -> bool:
    """A 吗 or 呢; a 不 that closes 能评不, which neither an ability nor a grade follows."""
    token = tokens[index]
    if "ENDING" in token.tags:
        return True
    after = tokens[index + 1].tags if index + 1 < len(tokens) else {}
    return token.text == ASKING_NOT and index > 0 and "WANT" in tokens[index - 1].tags and bool(OPENS & set(after))


def _tags(word: str, words: Lexicon, named: bool) -> dict[str, Any]:
    tags = dict(words.words.get(word, {}))
    if not named:  # the name of a series says nothing with its parts
        for label, value in words.inside(word).items():
            tags.setdefault(label, value)
    if len(word) == 2 and word[1] in words.endings and not tags:
        tags["WANT"] = True
    if set(tags) <= LEVELS:
        kind = next((kind for ending, kind in words.suffixes if word.endswith(ending) and len(word) > 1), None)
        if kind:
            tags["UNIT"] = kind
    if word[-1:] in "乡镇" and "NOTTOWN" not in tags and word[-1:] in words.words:
        tags["TOWN"] = True
    return tags


def assign_roles(tokens: list[Token]) -> None:
    """Each anchor's role, by the first line that holds; pauses and slips are in the codes already."""
    codes = [token.code for token in tokens]
    for token in tokens:
        for label in token.tags:
            section = "TITLE" if label == LEVEL else label
            if section in role_lines() and section not in token.role:
                before = "".join(codes[max(0, token.index - REACH) : token.index])
                after = "".join(codes[token.index + 1 : token.index + 1 + REACH])
                token.role[section] = _role(section, token, before, after)


def _role(section: str, token: Token, before: str, after: str) -> RoleLine:
    for line in role_lines()[section]:
        if (line.word and token.text not in line.word) or (line.bare and LEVEL in token.tags):
            continue
        if fits(before, after, line.before, line.after):
            return line
    raise LookupError(f"roles.yml: 标签{section}最后一行应当无条件成立")
