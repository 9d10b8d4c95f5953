"""Numbers as notices print them: 3, ３, 三, ③, ⑶, ⒊, ㈢, 二〇二五."""

from __future__ import annotations

from policies_kb.lexers import numeral_value

HAN_DIGITS = "一二三四五六七八九"
HAN_NUMERAL = f"(?:[{HAN_DIGITS}]?十[{HAN_DIGITS}]?|[{HAN_DIGITS}])"
ARABIC_NUMERAL = "[1-9１-９][0-9０-９]?"


def _signs(*runs: tuple[int, int, int]) -> dict[str, int]:
    """Signs of consecutive code points and their values: (first code point, first value, how many)."""
    return {chr(code + at): value + at for code, value, count in runs for at in range(count)}


CIRCLED = _signs((0x2460, 1, 20), (0x3251, 21, 15), (0x32B1, 36, 15))  # ① … ㊿
BRACKETED = _signs((0x2474, 1, 20))  # ⑴ … ⒇
DOTTED = _signs((0x2488, 1, 20))  # ⒈ … ⒛
HAN_BRACKETED = _signs((0x3220, 1, 10), (0x3280, 1, 10))  # ㈠ … ㈩, ㊀ … ㊉
_SIGNS = CIRCLED | BRACKETED | DOTTED | HAN_BRACKETED


def read_number(printed: str) -> int:
    """Return the value of a printed number.

    Raises ValueError where it is none.
    """
    return _SIGNS[printed] if printed in _SIGNS else int(numeral_value(printed))


def to_han(number: int) -> str:
    """Return 1 to 99 as 一 … 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else HAN_DIGITS[tens - 1] + "十"
    return head + (HAN_DIGITS[ones - 1] if ones else "")
