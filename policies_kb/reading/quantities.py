"""Quantities as people and notices write them: 48小时, 三天, 两份, 380块, 二级乙等, jpg."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from policies_kb.lexers import numeral_value

# so many digits at most: in a row of a thousand the search would begin anew at every one of them
NUMBER = r"(\d{1,9}(?:\.\d{1,9})?|[零一二两俩三仨四五六七八九十百]{1,9}|半)"
# unit as written → (dimension, factor to the dimension's base unit, whether working days)
UNITS: tuple[tuple[str, str, float], ...] = (
    (r"个?工作日", "days", 1),
    (r"个?(?:小时|钟头|h)", "days", 1 / 24),
    (r"(?:天|日内)", "days", 1),
    (r"(?:个?星期|周(?![一二三四五六日末]))", "days", 7),
    (r"(?:年|周年|整年)(?!月|级|的?\d|度考核表?格)", "years", 1),
    (r"个?月(?!\d)", "months", 1),
    (r"(?:次|回|遍)", "times", 1),
    (r"份", "copies", 1),
    (r"(?:元|块钱?|圆)", "yuan", 1),
    (r"寸", "inches", 1),
    (r"(?:个?课时|个?学时)", "class_hours", 1),
    (r"(?:点|时)(?!候|间|长|段|效|击)", "oclock", 1),
)
GRADE = re.compile(r"([一二三123])级?([甲乙])等?")
# 四个人, 3名, 俩老师; no 两个月, 三个文件
HEADS = re.compile(
    r"(?<!第)(?<!\d)(\d{1,3}|[一二两俩三仨四五六七八九十]{1,3})"
    r"(?:个人|名|位|人(?!社)|个(?![月工小钟星礼课学年文材附系专单县部栏问条证章表签字方环步多])|(?<=[俩仨]))(?!月|额)"
)
AFTER_WORD = re.compile(r"[^\d一二两三四五六七八九十,，。;；]{0,4}?(\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)(?!年)")
CHARACTERS = re.compile(r"(?<![\d.])(\d{2,5}|[一二两三四五六七八九十百千]{2,9})个?字")
SAME_YEAR = re.compile(r"当年|同一年")


@dataclass(frozen=True)
class Quantity:
    """A number with its dimension, and how it was written."""

    dimension: str
    value: float
    surface: str


def number(text: str) -> float | None:
    """A plain or Chinese number up to 9999; 半 is 0.5. None when it is not one."""
    if text == "半":
        return 0.5
    try:
        return numeral_value(text)
    except ValueError:
        return None


def heads(text: str) -> list[tuple[int, int, int]]:
    """Numbers of people with where each stands: 「中级俩人，初级一个」 → (2, 2, 4), (1, 7, 9)."""
    found = []
    for match in HEADS.finditer(text):
        value = number(match[1])
        if value is not None:
            found.append((int(value), match.start(), match.end()))
    return found


def characters(text: str) -> list[float]:
    """How long texts are told to be, in characters: 「写了一千五百字」 → 1500; 一字 and 两字 are no lengths."""
    return [value for match in CHARACTERS.finditer(text) if (value := number(match[1])) is not None]


def number_of(word: str, text: str) -> float | None:
    """The bare number right after a word: 「公需30够了没」; None where there is none or several."""
    found = {m[1] for at in re.finditer(re.escape(word), text) if (m := AFTER_WORD.match(text, at.end()))}
    return number(found.pop()) if len(found) == 1 else None


def quantities(text: str) -> list[Quantity]:
    """All quantities in reading order. Calendar years (2001年) and dates (3月5日) are not quantities."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text).lower())
    plain = re.sub(r"(\d{4})年|(\d{1,2})月\s*(\d{1,2})[日号]|\d{1,2}月(?=[上中下]旬)", " ", plain)
    found: list[tuple[int, Quantity]] = []
    for pattern, dimension, factor in UNITS:
        for match in re.finditer(NUMBER + pattern, plain):
            value = number(match[1])
            if value is not None:
                found.append((match.start(), Quantity(dimension, round(value * factor, 3), match[0])))
    for match in GRADE.finditer(plain):
        level = numeral_value(match[1])
        found.append((match.start(), Quantity("grade", level + (0.5 if match[2] == "乙" else 0.0), match[0])))
    for match in SAME_YEAR.finditer(plain):
        found.append((match.start(), Quantity("years", 0.0, match[0])))
    found.sort(key=lambda pair: pair[0])
    return [quantity for _, quantity in found]
