"""Assessments, titles, service at the grass roots and language grades, as people tell them."""

from __future__ import annotations

import re

from policies_kb.reading.quantities import GRADE, NUMERALS, number

GRADES = r"(基本合格|不合格|不称职|基本称职|合格|称职|优秀)"
SAME = {"称职": "合格", "不称职": "不合格", "基本称职": "基本合格"}
EVERY = re.compile(rf"(都|年年|每年|全是|全|均|一直|历年|连续{'{0,1}'}三年|三年)[^,，。]{{0,4}}(优秀|合格)")
LISTED = re.compile(rf"(?:20)?(\d{{2}})年?[^,，。\d]{{0,4}}?{GRADES}")
REST = re.compile(rf"(前|另外|其余|其他|其它)([一两二三])?年[^,，。]{{0,3}}{GRADES}")
ONE = re.compile(rf"(?:考核|鉴定|考评)[^,，。]{{0,6}}?{GRADES}|{GRADES}(?:等次)")
NONE_YET = re.compile(r"(还)?没(有)?(参加过?)?(年度)?考核(过|结果|呢|$)?|没考核|未考核|还没定等")
SEVERAL = 3
N = r"(\d+|[一二两三四五六七八九十]+)"
SERVICE = r"(?:驻村|支教|管寺|访惠聚|基层服务|内地服务|下派)"
AFTER_TITLE = re.compile(rf"(?:拿证|取得|有职称|评上|有了|拿到)[^,，。]{{0,6}}后[^,，。]{{0,6}}?{N}年")
SERVED = re.compile(rf"{N}年[^,，。]{{0,6}}{SERVICE}|{SERVICE}[^,，。]{{0,6}}?(?:满|了|干了)?{N}年")
HOLDS_NONE = re.compile(r"(没|无|还没|没有|没评过?|未评|没拿)[^,，。]{0,4}(职称|资格证?)|没职称|职称没有|无职称")
WANTS = r"(评个?|定个?|授予?|报个?|升|拿|给|成|弄个?|申报|直接|高定|认定|能|够|初定|想要?|到|个|聘)$"
TITLES: tuple[tuple[str, str], ...] = (
    (r"正高级?\w{0,3}|研究员级高级|(?<!副)研究馆员", "正高级"),
    (r"副高级?|高级(?:工程师|讲师|教师|农艺师)|副研究馆员|副研究员|高工", "副高级"),
    (r"助理\w{1,3}(?:师|员)|助理(?:工程师|讲师|馆员)|助工|助讲|(?<!主管)护师|技术员级", "初级"),
    (
        r"主管护师|(?<!助理)(?<!副研究)(?<!研究)馆员|(?<!助理)(?<!高级)讲师|(?<!助理)(?<!高级)工程师|(?<!助理)农艺师|(?<!助理)会计师",
        "中级",
    ),
    (r"初级(?:职称|的?证|资格)?", "初级"),
    (r"中级(?:职称|的?证|资格|工程师)?", "中级"),
)
PLAIN_LEVELS = ("初级", "中级")


def assessments(text: str, *, asked: bool = False) -> tuple[str, ...] | None:
    """Most recent first; an empty tuple when there has been none yet; None when nothing is told."""
    listed = [(int(year), grade) for year, grade in LISTED.findall(text)]
    rest = REST.search(text)
    if listed:
        ordered = [_same(grade) for _, grade in sorted(listed, reverse=True)]
        if rest:
            ordered += [_same(rest[3])] * int(NUMERALS.get(rest[2] or "两", 2))
        return tuple(ordered)
    if asked:
        plain = re.findall(GRADES, text)
        if len(plain) > 1:
            return tuple(_same(grade) for grade in plain)
    bad = re.search(
        r"(?:去年|今年|最近一年|上年)[^,，。]{0,6}(基本合格|不合格)|考核[^,，。]{0,8}(基本合格|不合格)", text
    )
    if bad:
        first = bad[1] or bad[2]
        return (first, *([_same(rest[3])] * int(NUMERALS.get(rest[2] or "两", 2)) if rest else ()))
    if found := EVERY.search(text):
        return (found[2],) * SEVERAL
    if NONE_YET.search(text):
        return ()
    if found := ONE.search(text):
        return (_same(found[1] or found[2]),)
    if asked and (found := re.search(GRADES, text)):
        return (_same(found[1]),)
    return None


def _same(grade: str) -> str:
    return SAME.get(grade, grade)


def current_title(text: str, *, asked: bool = False) -> str | None:
    """The title the person holds; a title they want does not count."""
    if HOLDS_NONE.search(text) or (asked and re.search(r"^(没有|无|没|还没)", text.strip())):
        return "无"
    for pattern, level in TITLES:
        for match in re.finditer(pattern, text):
            before = text[max(0, match.start() - 6) : match.start()]
            plain = match[0] in PLAIN_LEVELS
            holds = re.search(r"(有|是|现|已|取得|当|任|拿了)[^,，。]{0,3}$", before) or asked
            after = text[match.end() : match.end() + 4]
            if re.match(r"能|可以|可不可以|怎么|要什么", after):
                continue
            if re.search(WANTS, before) or (plain and not holds and not re.match(r",|，|、", text[match.end() :])):
                continue
            return level
    return None


def grassroots_years(text: str, *, asked: bool = False) -> float | None:
    """Unbroken years served after the title."""
    if found := AFTER_TITLE.search(text):
        return number(found[1])
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
    if re.search(r"(都|全|年年|每年|均|连续三年|三年)[^,，。]{0,5}优秀|优秀[^,，。]{0,2}三年", text):
        return True
    return None


def putonghua(text: str) -> str | None:
    """A grade such as 二级乙等."""
    found = GRADE.search(text)
    if not found:
        return None
    first = {"1": "一", "2": "二", "3": "三"}.get(found[1], found[1])
    return f"{first}级{found[2]}等"
