"""Print a number in one of the formats of Word (ECMA-376 part 1, 17.18.59 ST_NumberFormat); pages share some."""

from __future__ import annotations

from collections.abc import Callable

_IDEOGRAPHS = "〇一二三四五六七八九"
_SIMPLIFIED_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_TRADITIONAL_LEGAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST_IN_LETTERS, _MOST_ROMAN = 780, 3999
_FULL_WIDTH = {ord(str(digit)): 0xFF10 + digit for digit in range(10)}


def print_number(value: int, style: str) -> str | None:
    """Return a number as `style` prints it.

    None where this is not known for sure: a style of another script, a spelt-out number, zero in a style without
    zero, or a number beyond the range on which the standard and Word agree.
    """
    if style in ("none", "bullet"):
        return ""
    printer = _PRINTERS.get(style)
    if printer is None or value < 0 or (value == 0 and style not in _WITH_ZERO):
        return None
    return printer(value)


def _counted(value: int) -> str | None:
    """一 … 九十九; above that the styles differ in how they print 零."""
    tens, ones = divmod(value, 10)
    if tens > 9:
        return None
    head = "" if not tens else "十" if tens == 1 else _IDEOGRAPHS[tens] + "十"
    return head + (_IDEOGRAPHS[ones] if ones else "")


def _legal(digits: str) -> Callable[[int], str | None]:
    def printer(value: int) -> str | None:
        tens, ones = divmod(value, 10)
        if tens > 9:
            return None
        return (digits[tens] + "拾" if tens else "") + (digits[ones] if ones else "")

    return printer


def _roman(value: int) -> str | None:
    if value > _MOST_ROMAN:
        return None
    printed = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        printed += sign * count
    return printed


def _letters(value: int) -> str | None:
    """A … Z, AA, BB …: the letter is repeated, not counted on."""
    if value > _MOST_IN_LETTERS:
        return None
    times, letter = divmod(value - 1, 26)
    return chr(ord("A") + letter) * (times + 1)


def _signs(first: int, count: int) -> Callable[[int], str | None]:
    """Consecutive code points; the standard goes on in decimal after the last one."""
    return lambda value: chr(first + value - 1) if value <= count else str(value)


def _of_set(signs: str) -> Callable[[int], str | None]:
    return lambda value: signs[value - 1] if value <= len(signs) else None


def _lower(printer: Callable[[int], str | None]) -> Callable[[int], str | None]:
    def lower(value: int) -> str | None:
        printed = printer(value)
        return printed.lower() if printed is not None else None

    return lower


def _digit_by_digit(value: int) -> str | None:
    return "".join(_IDEOGRAPHS[int(digit)] for digit in str(value))


def _cycle(value: int) -> str | None:
    """甲子, 乙丑 … of sixty."""
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if value <= 60 else None


_PRINTERS: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "numberInDash": lambda value: f"- {value} -",
    "upperRoman": _roman,
    "lowerRoman": _lower(_roman),
    "upperLetter": _letters,
    "lowerLetter": _lower(_letters),
    "decimalEnclosedCircle": _signs(0x2460, 20),
    "decimalEnclosedCircleChinese": _signs(0x2460, 10),
    "decimalEnclosedParen": _signs(0x2474, 20),
    "decimalEnclosedFullstop": _signs(0x2488, 20),
    "ideographEnclosedCircle": _signs(0x3220, 10),
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "chineseLegalSimplified": _legal(_SIMPLIFIED_LEGAL),
    "ideographLegalTraditional": _legal(_TRADITIONAL_LEGAL),
    "ideographTraditional": _of_set(_STEMS),
    "ideographZodiac": _of_set(_BRANCHES),
    "ideographZodiacTraditional": _cycle,
}
_WITH_ZERO = frozenset({"decimal", "decimalHalfWidth", "decimalZero", "decimalFullWidth", "decimalFullWidth2"})
