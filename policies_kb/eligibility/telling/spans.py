"""How long somebody has worked: a starting day, or a number of years."""

from __future__ import annotations

import re
from datetime import date

from policies_kb.reading.quantities import number

YEAR_WORDS = {"今年": 0, "去年": -1, "前年": -2, "大前年": -3}
N = r"(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)"
STARTED = (
    r"(报到|上班|上的班|入职|进的|进了|进团|进单位|进厂|参加工作|工作|到岗|来的|到[^,，。]{1,12}|分配|考进|招进|开始|起|"
    r"入的职|就业|进[^,，。]{1,8})"
)
YEAR = r"(?:(大前年|前年|去年|今年)|((?:20)?\d{2})年)"
DAY = re.compile(rf"(?:{YEAR}[^,，。\d]{{0,5}})?(\d{{1,2}})[月.\-/](\d{{1,2}})[日号]?(?!\d|年|个)")
ISO = re.compile(r"(20\d{2})[-/.](\d{1,2})[-/.](\d{1,2})")
MONTH = re.compile(rf"{YEAR}[^,，。\d]{{0,3}}{N}月(?:份|底|初|中旬)?(?!\d)")
SERVICE = r"驻村|支教|管寺|访惠聚|基层服务|内地服务|考核|优秀|顺延|高定|承诺|之后|以后|拿证|处分|年级|社保|继续教育"
YEARS = re.compile(rf"(快|近|将近|不到|差[^,，。]{{0,3}}满?)?{N}年(半|多|零{N}个月|又{N}个月|{N}个月|整)?")
MONTHS = re.compile(rf"{N}个(半)?(?:多)?月")
TENS = re.compile(r"(十|二十|三十)(来|几|多)年")
ALMOST = 0.1  # 快两年 is a little less than two years


def work_start(text: str, as_of: date, *, asked: bool = False) -> date | None:
    """The day on which the person began; None when no full date is told. ``asked``: it may lie after ``as_of``."""
    if found := ISO.search(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    for match in DAY.finditer(text):
        after = text[match.end() : match.end() + 14]
        if not asked and not re.search(STARTED, after) and not re.search(r"(从|自)$", text[: match.start()]):
            continue
        if match[1]:
            year = as_of.year + YEAR_WORDS[match[1]]
        elif match[2]:
            year = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
        else:
            day = _date(as_of.year, int(match[3]), int(match[4]))
            year = as_of.year if day and day <= as_of else as_of.year - 1
        found_day = _date(year, int(match[3]), int(match[4]))
        # a day to come is somebody's slip, and they are told so; in a story it is another day than this
        if found_day and (asked or found_day <= as_of):
            return found_day
    return None


def years_worked(text: str, as_of: date, *, asked: bool = False) -> float | None:
    """Years up to ``as_of``; None when none are told, or when a month alone leaves the anniversary open."""
    plain = re.sub(
        rf"(连续|近)?{N}年[^,，。]{{0,3}}(?:{SERVICE})|(?:{SERVICE})[^,，。]{{0,8}}?{N}年(?:都|全|均)?", " ", text
    )
    plain = re.sub(rf"[上下]半年|(?:馆员|讲师|工程师|农艺师|护师)(?:当了|干了|任职)?{N}年", " ", plain)
    plain = re.sub(rf"(连续|第|近|头|前|后|再|退|推|延){N}年", " ", plain)
    if match := MONTH.search(plain):
        year = as_of.year + YEAR_WORDS[match[1]] if match[1] else int(match[2]) + (2000 if len(match[2]) == 2 else 0)
        months = (as_of.year - year) * 12 + as_of.month - int(number(match[3]) or 0)
        after = plain[match.end() : match.end() + 14]
        if months > 0 and months % 12 and (asked or re.search(STARTED, after)):
            return round(months / 12, 2)
    if TENS.search(plain):
        return {"十": 10.0, "二十": 20.0, "三十": 30.0}[TENS.search(plain)[1]]  # type: ignore[index]
    for match in YEARS.finditer(plain):
        if re.match(r"(的|前|以前|之前|级|制|内|期|都|底|初|满$)", plain[match.end() : match.end() + 2]) and not asked:
            continue
        value = number(match[2])
        if value is None or value > 60:
            continue
        tail = match[3] or ""
        if tail == "半":
            value += 0.5
        elif tail == "多":
            value += 0.2
        elif extra := next((g for g in match.groups()[3:] if g), None):
            value += (number(extra) or 0) / 12
        if match[1]:
            value -= ALMOST
        return round(value, 2)
    if match := MONTHS.search(plain):
        return round(((number(match[1]) or 0) + (0.5 if match[2] else 0)) / 12, 2)
    if "半年" in plain:
        return 0.5
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
