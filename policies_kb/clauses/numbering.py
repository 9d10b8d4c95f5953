"""The printed markers of official notices, from 第一章 down to ①, and the ids that they make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from policies_kb.clauses.numerals import (
    ARABIC_NUMERAL,
    BRACKETED,
    CIRCLED,
    DOTTED,
    HAN_BRACKETED,
    HAN_DIGITS,
    HAN_NUMERAL,
    read_number,
    to_han,
)


class Style(StrEnum):
    """A way to print numbers; clauses of one list share it."""

    CHAPTER = "第一章"
    SECTION = "第一节"
    ARTICLE = "第一条"
    HAN = "一、"
    HAN_BRACKET = "（一）"
    ARABIC = "1."
    ARABIC_BRACKET = "（1）"
    ENCLOSED = "⑴"
    HALF_BRACKET = "1）"
    CIRCLED = "①"


LEVELS = {
    Style.CHAPTER: -3,
    Style.SECTION: -2,
    Style.ARTICLE: -1,
    Style.HAN: 1,
    Style.HAN_BRACKET: 2,
    Style.ARABIC: 3,
    Style.ARABIC_BRACKET: 4,
    Style.ENCLOSED: 4,
    Style.HALF_BRACKET: 4,
    Style.CIRCLED: 5,
}
FLOATING = frozenset({Style.ENCLOSED, Style.HALF_BRACKET})
"""Styles that some notices print in the place of 1. and others below it."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the head of a line.

    `level` is 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, 5 for ①, below 1 for 第一章, 第一节, 第一条; `part`
    is what it adds to the id of the clause above; `printed` is the marker as printed; `rest` is the line after
    it; `number` is its value. `slip` says how the print is damaged where it is.
    """

    level: int
    part: str
    printed: str
    rest: str
    style: Style
    number: int
    slip: str = ""


_LONG_HAN = f"[{HAN_DIGITS}十百零〇]{{1,5}}"
_ORDINAL = rf"第\s*(?P<n>{_LONG_HAN}|\d{{1,3}})\s*"
_ONLY_A_HEADING = r"(?=[^，。；]{0,30}$)[：:、]?"
# "第三条规定的…", "第三条第一款" speak of an article and open none.
_SPEAKS_OF = r"(?!、?第|规定|之规定|所|的|款|项|至|到|和|或|及|与|以[上下内外]|中[的所规，]|要求)[：:、.．]?"
# 1.5 and 10.25 are amounts or dates; "10.2021、2022…" is item ten that starts with a year.
_NO_AMOUNT = r"(?!\d{1,2}(?!\d))"
_Shape = tuple[Style, re.Pattern[str], Callable[[str, int], str]]


def _plain(_: str, number: int) -> str:
    return str(number)


def _in_brackets(_: str, number: int) -> str:
    return f"({number})"


def _han(_: str, number: int) -> str:
    return to_han(number)


def _han_in_brackets(_: str, number: int) -> str:
    return f"({to_han(number)})"


def _as_printed(printed: str, _: int) -> str:
    return re.sub(r"[\s：:、.．]", "", printed)


_DIGITS = "123456789１２３４５６７８９"
_BRACKETS = "（("
_SHAPES: tuple[tuple[str, _Shape], ...] = (
    ("第", (Style.CHAPTER, re.compile(rf"{_ORDINAL}(?:章|编|部分){_ONLY_A_HEADING}"), _as_printed)),
    ("第", (Style.SECTION, re.compile(rf"{_ORDINAL}节{_ONLY_A_HEADING}"), _as_printed)),
    ("第", (Style.ARTICLE, re.compile(rf"{_ORDINAL}条(?:之[{HAN_DIGITS}])?{_SPEAKS_OF}"), _as_printed)),
    (HAN_DIGITS + "十", (Style.HAN, re.compile(rf"(?P<n>{HAN_NUMERAL})(?:、|[.．](?![\d{HAN_DIGITS}十]))"), _han)),
    (_BRACKETS, (Style.HAN_BRACKET, re.compile(rf"[（(](?P<n>{HAN_NUMERAL})[）)][、.．]?"), _han_in_brackets)),
    ("".join(HAN_BRACKETED), (Style.HAN_BRACKET, re.compile(r"(?P<n>.)、?"), _han_in_brackets)),
    (_DIGITS, (Style.ARABIC, re.compile(rf"(?P<n>{ARABIC_NUMERAL})[.．、]{{1,2}}{_NO_AMOUNT}\s*"), _plain)),
    # The dot may be lost in print before an opening quotation mark or title mark.
    (_DIGITS, (Style.ARABIC, re.compile(rf"(?P<n>{ARABIC_NUMERAL})(?=[“《])"), _plain)),
    ("".join(DOTTED), (Style.ARABIC, re.compile(r"(?P<n>.)\s*"), _plain)),
    (_BRACKETS, (Style.ARABIC_BRACKET, re.compile(rf"[（(](?P<n>{ARABIC_NUMERAL})[）)][、.．]?(?=.)"), _in_brackets)),
    ("".join(BRACKETED), (Style.ENCLOSED, re.compile(r"(?P<n>.)、?"), _in_brackets)),
    (_DIGITS, (Style.HALF_BRACKET, re.compile(rf"(?P<n>{ARABIC_NUMERAL})[）)][、.．]?(?=.)"), _in_brackets)),
    ("".join(CIRCLED), (Style.CIRCLED, re.compile(r"(?P<n>.)[、.．]?"), _as_printed)),
)
_BY_HEAD: dict[str, list[_Shape]] = {}
for _heads, _shape in _SHAPES:
    for _head in _heads:
        _BY_HEAD.setdefault(_head, []).append(_shape)
_NOTE = re.compile(r"(?P<printed>注[：:]\s*(?P<n>[1-9]\d?)[.．、])\s*(?P<rest>.+)")


def read_marker(line: str) -> Marker | None:
    """Return the marker that opens a clean line, or None."""
    for style, shape, part in _BY_HEAD.get(line[:1], ()):
        found = shape.match(line)
        if found:
            lost = style is Style.ARABIC and found[0].isdecimal()
            return as_marker(style, found, part, slip="少了点" if lost else "")
    return None


def as_marker(
    style: Style, found: re.Match[str], part: Callable[[str, int], str], slip: str = "", number: int = 0
) -> Marker:
    """Return the marker that a shape found at the head of a line; `number` is given where the print is damaged."""
    number = number or read_number(found["n"])
    printed = found[0].strip()
    return Marker(LEVELS[style], part(printed, number), printed, found.string[found.end() :], style, number, slip)


def read_note_marker(line: str) -> Marker | None:
    """Return the marker of the first numbered note of a form (`注：1. …`), or None."""
    found = _NOTE.match(line)
    if found is None:
        return None
    number = read_number(found["n"])
    return Marker(3, str(number), found["printed"], found["rest"], Style.ARABIC, number)
