"""Assessments, service at the grass roots and language grades, as people tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policies_kb.reading.quantities import GRADE, number

from .spans import YEAR_WORDS, without_calendar_years

GRADES = r"(基本合格|不合格|不称职|基本称职|基本(?=[\s、,，)）\d])|合格|称职|优秀)"
SAME = {"称职": "合格", "不称职": "不合格", "基本称职": "基本合格", "基本": "基本合格"}
EVERY = re.compile(rf"(都|年年|每年|全是|全|均|一直|历年|连续{'{0,1}'}三年|三年)[^,，。]{{0,4}}(优秀|合格)")
ONE_YEAR = (
    r"(?:(?:20)?\d{2}年|大前年|前年|去年|上年|今年"
    r"|(?:20)?\d{2}(?=[、和,，\s]*(?:20)?\d{2}(?!\d)|[、和\s]*[基不合优称])(?!\d))"
)
LISTED = re.compile(rf"({ONE_YEAR}(?:[、和,，\s]*{ONE_YEAR})*)((?:半年|[^。;；\d年]){{0,14}}?){GRADES}")
EACH = re.compile(r"(?:20)?(\d{2})|(大前年|前年|去年|上年|今年)")
REST = re.compile(rf"(前|另外|其余|其他|其它)([一两二三])?年[^,，。]{{0,3}}{GRADES}")
ONE = re.compile(rf"(?:考核|鉴定|考评)[^,，。]{{0,6}}?{GRADES}|{GRADES}(?:等次)")
NONE_YET = re.compile(r"(还)?没(有)?(参加过?)?(年度)?考核(过|结果|呢|$)?|没考核|未考核|还没定等")
SEVERAL = 3
FROM_LATEST = re.compile(rf"(?:[从由]近[到及往至]远|从最近)[^,，。]{{0,6}}?[::]?((?:{GRADES}[、,，\s]*){{2,}})")
NEVER = re.compile(
    r"(?:从来?|都|一直)?(?:没有?|未|无)(?:过|得过|出现过)?(?:一次|一个|一年)?(?:基本合格|不合格|不称职)过?"
)
BAD = {"基本合格", "不合格"}
N = r"(\d+|[一二两三四五六七八九十]+)"
SERVICE = r"(?:驻村|支教|管寺|访惠聚|基层服务|内地[^,，。]{0,3}服务(?:管理)?(?:工作)?|下派)"
BROKEN = re.compile(
    r"断|中间|中途|间隔|回单位|回原单位|又去|再去|加起来|累计|合计|一共|前后|第[一二三四\d]年|接着|还在"
)
AFTER_TITLE = re.compile(rf"(?:拿证|取得|有职称|评上|有了|拿到)[^,，。]{{0,6}}后[^,，。]{{0,6}}?{N}年")
SERVED = re.compile(rf"{N}年[^,，。]{{0,6}}{SERVICE}|{SERVICE}[^,，。]{{0,6}}?(?:满|了|干了)?{N}年")


def assessments(text: str, as_of: date, *, asked: bool = False) -> tuple[str, ...] | None:
    """Most recent first; an empty tuple when there has been none yet; None when nothing is told, or not all of it."""
    text = NEVER.sub(" ", text)
    told = _assessments(text, as_of, asked=asked)
    named = {_same(grade) for grade in re.findall(GRADES, text)} & BAD
    return told if asked or told is None or named <= set(told) else None


def _assessments(text: str, as_of: date, *, asked: bool) -> tuple[str, ...] | None:
    listed = list(_by_year(text, as_of))
    rest = REST.search(text)
    if listed:
        ordered = [_same(grade) for _, grade in sorted(listed, reverse=True)]
        if rest:
            ordered += [_same(rest[3])] * int(number(rest[2] or "") or 2)
        return tuple(ordered)
    if listed_last := FROM_LATEST.search(text):
        return tuple(_same(grade) for grade in re.findall(GRADES, listed_last[1]))
    if asked:
        plain = re.findall(GRADES, text)
        if len(plain) > 1:
            return tuple(_same(grade) for grade in plain)
    bad = re.search(
        r"(?:去年|今年|最近一年|上年)[^,，。]{0,6}(基本合格|不合格)|考核[^,，。]{0,8}(基本合格|不合格)", text
    )
    if bad and len(re.findall(GRADES, text)) > 1 and not rest:
        return None  # which year was bad is not plain
    if bad:
        first = bad[1] or bad[2]
        return (first, *([_same(rest[3])] * int(number(rest[2] or "") or 2) if rest else ()))
    if found := EVERY.search(text):
        return (found[2],) * SEVERAL
    if NONE_YET.search(text):
        return ()
    if found := ONE.search(text):
        return (_same(found[1] or found[2]),)
    if asked and (found := re.search(GRADES, text)):
        return (_same(found[1]),)
    return None


def _by_year(text: str, as_of: date) -> Iterator[tuple[int, str]]:
    """Years of this century with their grades: 「23年、21年合格，去年基本合格」."""
    for years, between, grade in LISTED.findall(text):
        several = len(EACH.findall(years)) > 1
        if re.search(r"[,，](?![^,，]{0,4}考)" if several else r"都|均|全|每年|年年|[,，](?![^,，]{0,4}考)", between):
            continue  # no list of years, but one word on all of them, or another matter
        for digits, word in EACH.findall(years):
            year = int(digits) if digits else as_of.year % 100 + YEAR_WORDS[word]
            if year <= as_of.year % 100:
                yield year, grade


def _same(grade: str) -> str:
    return SAME.get(grade, grade)


def grassroots_years(text: str, as_of: date, *, asked: bool = False) -> float | None:
    """Unbroken years served after the title; None where the story speaks of a break or of a year under way."""
    text = without_calendar_years(text, as_of)
    if found := AFTER_TITLE.search(text):
        return number(found[1])
    if not asked and BROKEN.search(text):
        return None
    if found := SERVED.search(text):
        return number(found[1] or found[2])
    if asked and (found := re.search(rf"{N}年", text)):
        return number(found[1])
    return None


def grassroots_excellent(text: str, *, asked: bool = False) -> bool | None:
    """Whether every year of service was assessed 优秀."""
    if not asked and not re.search(SERVICE, text):
        return None
    if re.search(
        r"不(是|全是)?(每年|年年|都|全)[^,，。]{0,3}优秀|有一年[^,，。]{0,6}(合格|没)|一年合格|两年优秀", text
    ):
        return False
    if re.search(r"(?<!不)(?<!基本)合格", text) and not asked:
        return None  # not of every year, perhaps: it is asked
    if re.search(r"(都|全|年年|每年|均|连续三年|三年)[^,，。]{0,5}优秀|优秀[^,，。]{0,2}三年", text):
        return True
    return None


def putonghua(text: str) -> str | None:
    """A grade such as 二级乙等; None where two are named."""
    grades = {found[0]: found for found in GRADE.finditer(text)}
    if len({(found[1], found[2]) for found in grades.values()}) != 1:
        return None
    found = next(iter(grades.values()))
    first = {"1": "一", "2": "二", "3": "三"}.get(found[1], found[1])
    return f"{first}级{found[2]}等"
