"""Numbers in digits and in Chinese numerals, and numbers of something (两年, 48小时, 一式二份)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .plain import plain

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
DIGITS |= dict.fromkeys("〇○OoＯ0０", 0)  # 二○二五, 二O二五: what is typed for 〇
DIGITS |= {"俩": 2, "仨": 3}  # as people say them
TENS = {"十": 10, "百": 100, "千": 1000}
IN_WORDS = r"[零〇一二两三四五六七八九十百]+"
NUMBER = rf"\d+(?:\.\d+)?|{IN_WORDS}"
# 第3年 and 下一年度 name a year and count none
_COUNTED = rf"(?<!第)(?!(?<=[上下])一)(?<!\d)(?<!{IN_WORDS[:-1]})"
_NUMBER = re.compile(NUMBER)
_UNITS = "个?(?:年|月|小时|工作日)|天|日|次|份|项|元|课时"
_ALONE = re.compile(rf"(?<!{IN_WORDS[:-1]})一(?!{IN_WORDS[:-1]})")  # 一次, 某一年, 这一项


def numeral_value(written: str) -> float:
    """The number that ``written`` (digits, or Chinese numerals below ten thousand) stands for;
    「二百五」 and 「一千五」 leave out the last unit.

    Raises ValueError where it is none.
    """
    if written[:1].isdecimal():
        return float(written)
    if not written or any(sign not in DIGITS and sign not in TENS for sign in written):
        raise ValueError(f"{written!r} is no number")
    if not any(sign in TENS for sign in written):
        return float("".join(str(DIGITS[sign]) for sign in written))
    total, current = 0, 0
    for sign in written:
        if sign in TENS:
            total, current = total + (current or 1) * TENS[sign], 0
        else:
            current = DIGITS[sign]
    if len(written) > 1 and TENS.get(written[-2], 0) > TENS["十"]:
        current *= TENS[written[-2]] // 10
    return float(total + current)


def numbers(text: str) -> list[float]:
    """Every number of a text, in order: 三年 and 3年 both hold 3."""
    return [numeral_value(found) for found in _NUMBER.findall(plain(text))]


def in_figures(text: str) -> str:
    """The plain text with every numeral in digits: 五年内 and 5年内 are alike. For comparing, not for showing."""
    return _NUMBER.sub(lambda found: f"{numeral_value(found[0]):g}", plain(text))


def figures(text: str) -> list[float]:
    """The numbers that a sentence states: all digits, and numerals that count something; a mere 一 does not."""
    wanted = plain(text)
    digits = [float(found) for found in re.findall(r"\d+(?:\.\d+)?", wanted)]
    return digits + [number for number, at in counts(_ALONE.sub("*", wanted), _UNITS) if not wanted[at].isascii()]


@dataclass(frozen=True)
class Count:
    """A number of something in the plain text; ``low`` is the lower one of two that a dash joins (2000-3000字)."""

    number: float
    low: float | None
    start: int
    end: int  # behind the unit


def counted(text: str, unit: str) -> list[Count]:
    """Every number that stands before ``unit`` (a regular expression), with the lower end of its span."""
    pattern = re.compile(rf"(?:(?<!\d)(?P<low>\d+(?:\.\d+)?)-)?{_COUNTED}(?P<n>{NUMBER})(?:{unit})")
    return [
        Count(numeral_value(found["n"]), float(found["low"]) if found["low"] else None, found.start(), found.end())
        for found in pattern.finditer(plain(text))
    ]


def counts(text: str, unit: str) -> list[tuple[float, int]]:
    """The numbers that stand before ``unit`` (a regular expression), each with its place in the plain text."""
    pattern = re.compile(rf"{_COUNTED}(?P<n>{NUMBER})(?:{unit})")
    return [(numeral_value(found["n"]), found.start()) for found in pattern.finditer(plain(text))]
