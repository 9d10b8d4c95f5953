"""Markers that scanning or print has damaged: (—) for （一）, l. for 1., 二， for 二、, 一） for （一）."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policies_kb.clauses.numbering import LEVELS, Marker, Style
from policies_kb.clauses.numerals import ARABIC_NUMERAL, HAN_NUMERAL, read_number, to_han

_DASH = "—–―－ーｰ─-"
_WORD = r"(?=\s*[一-鿿“《（(])"
_WRONG_SIGN = "认错了字"
_WRONG_STOP = "后面的标点不对"
_LOST_BRACKET = "少了一半括号"
_LETTERS = str.maketrans("lI|Oo", "11100")
_HAN_SIGNS = str.maketrans(dict.fromkeys(_DASH, "一") | {"ニ": "二", "ミ": "三", "人": "八", "入": "八"})


@dataclass(frozen=True, slots=True)
class Slip:
    """A damaged marker; where it is not `certain` it counts only in its place in the list (2, after 1.)."""

    marker: Marker
    certain: bool


# Style, shape, what is wrong ("" where only the place in the list decides), certain.
_SHAPES: tuple[tuple[Style, re.Pattern[str], str, bool], ...] = (
    (Style.HAN_BRACKET, re.compile(rf"[（(](?P<n>十?[{_DASH}ニミ])[）)]、?"), _WRONG_SIGN, True),
    (Style.HAN, re.compile(rf"(?P<n>[{_DASH}])、"), _WRONG_SIGN, True),
    (Style.ARABIC, re.compile(rf"(?P<n>[l|]|[1-9][lIOo]|[l|][0-9Oo])[.．、]{_WORD}\s*"), _WRONG_SIGN, True),
    (Style.ARABIC, re.compile(rf"(?P<n>I)[.．、]{_WORD}\s*"), _WRONG_SIGN, False),
    (Style.HAN_BRACKET, re.compile(r"[（(](?P<n>[人入])[）)]"), _WRONG_SIGN, False),
    (Style.HAN_BRACKET, re.compile(rf"(?P<n>{HAN_NUMERAL})[）)]、?"), _LOST_BRACKET, False),
    (Style.HAN_BRACKET, re.compile(rf"[（(](?P<n>{HAN_NUMERAL})[、.．]"), _LOST_BRACKET, False),
    (Style.HAN_BRACKET, re.compile(rf"[（(](?P<n>{HAN_NUMERAL})(?=[一-鿿])(?![^）)]*[）)])"), _LOST_BRACKET, False),
    (Style.HAN, re.compile(rf"(?P<n>{HAN_NUMERAL})[,，。:：;；·•]"), _WRONG_STOP, False),
    (Style.ARABIC, re.compile(rf"(?P<n>{ARABIC_NUMERAL})[,，。·•:：;；]{_WORD}\s*"), _WRONG_STOP, False),
    # "3.9月1日前…" is item three of its list and no amount.
    (Style.ARABIC, re.compile(rf"(?P<n>{ARABIC_NUMERAL})[.．、](?=\d{{1,2}}(?:月|[:：]\d\d))"), "", False),
)
_HEADS = frozenset(f"（(一二三四五六七八九十lI|123456789１２３４５６７８９{_DASH}")
_FORMS = {Style.HAN: "{}、", Style.HAN_BRACKET: "（{}）", Style.ARABIC: "{}."}


def read_slip(line: str) -> Slip | None:
    """Return the damaged marker that a line without a sound one seems to open with, or None."""
    if line[:1] not in _HEADS:
        return None
    for style, shape, slip, certain in _SHAPES:
        found = shape.match(line)
        if found:
            return Slip(_marker(style, found, slip), certain)
    return None


def mended(marker: Marker) -> str:
    """Return the sound form of a damaged marker: `（一）` for `(—)`."""
    han = marker.style is not Style.ARABIC
    return _FORMS[marker.style].format(to_han(marker.number) if han else marker.number)


def _marker(style: Style, found: re.Match[str], slip: str) -> Marker:
    han = style is not Style.ARABIC
    number = read_number(found["n"].translate(_HAN_SIGNS if han else _LETTERS))
    part = to_han(number) if han else str(number)
    part = f"({part})" if style is Style.HAN_BRACKET else part
    return Marker(LEVELS[style], part, found[0].strip(), found.string[found.end() :], style, number, slip)
