"""Lines that look numbered and were read as prose: styles the parser does not know, markers it did not take."""

from __future__ import annotations

import re
from collections.abc import Collection

from policies_kb.clauses.numerals import ARABIC_NUMERAL, HAN_NUMERAL
from policies_kb.clauses.source import Line

_UNKNOWN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("字母编号", re.compile(r"[（(][A-Za-zＡ-Ｚａ-ｚ][）)]|[A-Za-zＡ-Ｚａ-ｚ][.．、)）](?=\s*[一-鿿“《])")),
    ("罗马数字", re.compile(r"[（(]?(?:[Ⅰ-Ⅿⅰ-ⅿ]+|[IVX]{1,4})[）)]?[.．、)）](?=\s*[一-鿿“《])|[Ⅰ-Ⅿⅰ-ⅿ]+")),
    ("天干编号", re.compile(r"[甲乙丙丁戊己庚辛壬癸][.．、](?![甲乙丙丁戊己])")),
    ("大写数字", re.compile(r"[（(]?[壹贰叁肆伍陆柒捌玖拾]{1,3}[）)]?[.．、]")),
    ("方括号编号", re.compile(rf"[〔【［\[｛{{〈]\s*(?:{HAN_NUMERAL}|{ARABIC_NUMERAL})\s*[〕】］\]｝}}〉]")),
    (
        "多级数字编号",
        re.compile(r"\d{1,2}(?:[.．]\d{1,2}){2,3}(?!\d)|[1-9][.．][1-9]\d?[.．、]|[1-9][.．][1-9]\d?\s+[一-鿿]"),
    ),
    ("项目符号", re.compile(r"[●○■□◆◇▪▫•‣★☆➢➤►▶※✓√◎⚫❖]")),
    ("黑圆数字", re.compile(r"[❶-➓⓪-⓿]")),
    ("步骤编号", re.compile(rf"第{HAN_NUMERAL}(?:步|类|款|项)[：:、]")),
    ("附表", re.compile(rf"附(?:表|录|图)\s*(?:{HAN_NUMERAL}|{ARABIC_NUMERAL})\s*(?:[：:]|$)")),
)
_UNIT = (
    r"(?![年月日号时分秒天周个名人份次级元寸种类项条款章门科届批期张页本套件楼层室台%％‰岁万亿]"
    r"|小时|学时|课时|工作日)"
)
_GAP = re.compile(rf"(?P<printed>{ARABIC_NUMERAL}|{HAN_NUMERAL})\s+{_UNIT}[一-鿿“《]")
_ARTICLE = re.compile(r"(?P<printed>第\s*[一二三四五六七八九十百零〇\d]{1,5}\s*条)\s+[一-鿿]")
_STOPPED = re.compile(rf"(?P<printed>(?:{HAN_NUMERAL}|{ARABIC_NUMERAL})[,，。:：;；·•]){_UNIT}(?=[一-鿿“《])")
_HALF = re.compile(rf"(?P<printed>[（(](?:{HAN_NUMERAL}|{ARABIC_NUMERAL})(?:[.．、，,]|\s+(?=[一-鿿])))")
_JOINED = re.compile(rf"(?P<printed>(?P<n>{ARABIC_NUMERAL})[.．、]?){_UNIT}(?=[一-鿿])")
_AMOUNT = re.compile(rf"(?P<printed>(?P<n>{ARABIC_NUMERAL})[.．、])\d{{1,2}}(?!\d)")
_HEADS = re.compile(r"[第\d一二三四五六七八九十（(]")


def unknown_style(line: Line) -> str | None:
    """Return the Chinese name of a style of numbering that the parser does not read, or None."""
    if "一" <= line.text[0] <= "鿿" and line.text[0] not in "甲乙丙丁戊己庚辛壬癸壹贰叁肆伍陆柒捌玖拾第附":
        return None
    return next((name for name, shape in _UNKNOWN if shape.match(line.raw) or shape.match(line.text)), None)


def looks_numbered(line: Line, dues: Collection[int | None]) -> str | None:
    """Return the head of a line of prose that looks like a marker, or None.

    `dues` are the numbers that the list around the line would go on with; a bare number counts only as one of them.
    """
    if not _HEADS.match(line.text):
        return None
    for shape in (_GAP, _ARTICLE, _STOPPED, _HALF):
        found = shape.match(line.raw)
        if found:
            return found["printed"].strip()
    for shape in (_JOINED, _AMOUNT):
        found = shape.match(line.text)
        if found and int(found["n"]) in dues:
            return found["printed"]
    return None
