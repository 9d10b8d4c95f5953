"""How long somebody has worked: a starting day, or a number of years."""

from __future__ import annotations

import re
from datetime import date

from policies_kb.reading.quantities import number

YEAR_WORDS = {"今年": 0, "上年": -1, "去年": -1, "前年": -2, "大前年": -3}
N = r"(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)"
STARTED = (
    r"(报到|上班|上的班|入职|进的|进了|进团|进单位|进厂|参加工作|工作|到岗|来的|到[^,，。]{1,12}|分配|考进|招进|开始|起|"
    r"入的职|刚来|才来|就业|进[^,，。]{1,8}|报的到|到的|签|分到|调来|入编|过来|来了|正式)"
)
STARTED_BEFORE = re.compile(
    r"(?:从|自|打|入职|报到|到岗|上班|参加工作|进单位|工作)(?:的?(?:时间|日期|日子))?(?:是|为|在|:|于)*\s*$"
)
SAME_CHUNK = re.compile(r"[,，]?\s?[^,，。;；]{0,14}")
YEAR = r"(?:(大前年|前年|去年|上年|今年)|((?:20)?\d{2})年)"
YEAR_BEFORE = re.compile(r"(大前年|前年|去年|上年|今年)[^。;；\d]{0,10}$")
LATELY = re.compile(r"(刚|才|今年|应届)[^,，。]{0,6}$")
DAY = re.compile(rf"(?:{YEAR}[^,，。\d]{{0,5}})?(\d{{1,2}})[月.\-/](\d{{1,2}})[日号]?(?!\d|年|个)")
ISO = re.compile(r"(20\d{2})[-/.](\d{1,2})[-/.](\d{1,2})")
MONTH = re.compile(rf"{YEAR}[^,，。\d]{{0,3}}{N}月(?:份|底|初|中旬)?(?!\d)")
SERVICE = (
    r"驻村|支教|管寺|访惠聚|基层服务|内地[^,，。]{0,3}服务(?:管理)?(?:工作)?|考核|优秀|顺延|高定|承诺|之后|以后|拿证|处分|"
    r"年级|社保|继续教育"
)
HELD_FOR = (
    r"(?:助理|助工|助讲|馆员|讲师|工程师|农艺师|护师|会计师|教师|实验师|职称|初级|中级|拿证|退休|返聘|处分)"
    rf"(?:证书?|资格)?(?:已经|都|也|当了?|任职?了?|干了?|教了?|做了?|到手|满|拿了?|有了?|评了?|评下来了?|整整|快|又|了)*{N}年"
)
SHORT_OF = re.compile(rf"差[^,，。]{{0,8}}(?:天|月|号|星期|周)[^,，。]{{0,4}}?{N}年")
# 「22年进的单位」「23年、21年合格」 name a year; 「干了20年」「20年工龄」 count years
CALENDAR = re.compile(r"(?<![\d.])(\d{2})年(?!工龄|教龄|工作|经验|老|以上|整|多|半|零|[了,，。;；\s)）]|$)")
COUNTS = re.compile(r"(?:[干满作教做有近快续达]|[干满作教做到待当]了|工龄|教龄|已经?|整整|将近|从事[^,，。]{0,6})$")
OLDEST_YEAR = 5  # 2005; below it two digits count years
MONTHS_IN_CHINESE = re.compile(
    r"([一二三四五六七八九十]{1,2})月(?:份|([一二三四五六七八九十廿]{1,3})(?=[日号]|到|$|[,，。]))?"
)
MONTH_IN_DIGITS = re.compile(r"(?<!\d)(20\d{2})[./-](\d{1,2})(?![./-]?\d|[日号])")
YEAR_IN_CHINESE = re.compile(
    r"二[零〇○o0]([一二][零〇一二三四五六七八九])年?"
    r"|(?<![零〇一二三四五六七八九十百])([一二][零〇一二三四五六七八九])年(?=[^,，。]{0,2}[一二三四五六七八九十\d]{1,2}月)"
)
HALF = re.compile(r"(?<![大下上病休假])(?<!病了)(?<!休了)半年")
YEARS = re.compile(rf"(快|近|将近|不到|差[^,，。]{{0,3}}满?)?{N}年(半|多|零{N}个月|又{N}个月|{N}个月|整)?")
MONTHS = re.compile(rf"{N}个(半)?(?:多)?月")
TENS = re.compile(r"(十|二十|三十)(来|几|多)年")
DIGITS = dict(zip("零〇一二三四五六七八九", "00123456789", strict=True))
ALMOST = 0.1  # 快两年 is a little less than two years


def plain_dates(text: str) -> str:
    """The text with months and days in digits: 十一月一号 → 11月1号; a month written after a point gets its 月."""

    def in_digits(found: re.Match[str]) -> str:
        month = number(found[1])
        day = number(found[2].replace("廿", "二十")) if found[2] else None
        if month is None or not 1 <= month <= 12:
            return found[0]
        return f"{month:g}月" + (f"{day:g}" if day else "")

    text = YEAR_IN_CHINESE.sub(lambda f: "20" + "".join(DIGITS[char] for char in f[1] or f[2]) + "年", text)
    return MONTH_IN_DIGITS.sub(r"\1年\2月", MONTHS_IN_CHINESE.sub(in_digits, text))


def without_calendar_years(text: str, as_of: date) -> str:
    """The text without 22年 where it names a year and counts none."""

    def named(found: re.Match[str]) -> str:
        counts = COUNTS.search(text[max(0, found.start() - 8) : found.start()])
        return found[0] if counts or not OLDEST_YEAR <= int(found[1]) <= as_of.year % 100 else "   "

    return CALENDAR.sub(named, re.sub(r"20\d\d年?", "    ", text))


def work_start(text: str, as_of: date, *, asked: bool = False) -> date | None:
    """The day on which the person began; None when no full date is told. ``asked``: it may lie after ``as_of``."""
    text = plain_dates(text)
    text = ISO.sub(r"\1年\2月\3日", text)
    found = set()
    for match in DAY.finditer(text):
        after = _soon_after(text, match.end())
        if text[: match.start()].endswith("年"):
            continue  # a year that was not understood
        if not asked and not re.search(STARTED, after) and not STARTED_BEFORE.search(text[: match.start()]):
            continue
        if match[1]:
            year = as_of.year + YEAR_WORDS[match[1]]
        elif match[2]:
            year = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
        elif (near := YEAR_BEFORE.search(text[: match.start()])) or asked or LATELY.search(text[: match.end() + 6]):
            day = _date(as_of.year, int(match[3]), int(match[4]))
            lately = as_of.year if day and day <= as_of else as_of.year - 1
            year = as_of.year + YEAR_WORDS[near[1]] if near else lately
        else:
            continue  # a day of no year
        found_day = _date(year, int(match[3]), int(match[4]))
        # a day to come is somebody's slip, and they are told so; in a story it is another day than this
        if found_day and (asked or found_day < as_of):
            found.add(found_day)
    return found.pop() if len(found) == 1 else None


def years_worked(text: str, as_of: date, *, asked: bool = False) -> float | None:
    """Years up to ``as_of``; None when none are told, or when a month alone leaves the anniversary open."""
    text = plain_dates(text)
    plain = re.sub(
        rf"(连续|近)?{N}年[^,，。了]{{0,6}}(?:{SERVICE})|(?:{SERVICE})[^,，。]{{0,8}}?{N}年(?:零?{N}个月|都|全|均)?",
        " ",
        text,
    )
    plain = SHORT_OF.sub(" ", re.sub(rf"[上下]半年|{HELD_FOR}", " ", plain))
    plain = re.sub(rf"(连续|第|近|头|前|后|再|退|推|延|隔了?){N}年", " ", plain)
    if match := MONTH.search(plain):
        year = as_of.year + YEAR_WORDS[match[1]] if match[1] else int(match[2]) + (2000 if len(match[2]) == 2 else 0)
        months = (as_of.year - year) * 12 + as_of.month - int(number(match[3]) or 0)
        after = _soon_after(plain, match.end())
        if months > 0 and months % 12 and (asked or re.search(STARTED, after)):
            return round(months / 12, 2)
    plain = without_calendar_years(plain, as_of)
    if TENS.search(plain):
        return {"十": 10.0, "二十": 20.0, "三十": 30.0}[TENS.search(plain)[1]]  # type: ignore[index]
    told = set()
    for match in YEARS.finditer(plain):
        if (
            re.match(r"(没|不|的|前|以前|之前|级|制|内|期|都|底|初|满$)", plain[match.end() : match.end() + 2])
            and not asked
        ):
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
        told.add(round(value, 2))
    if told:
        return told.pop() if len(told) == 1 else None  # two numbers: they are asked
    if match := MONTHS.search(plain):
        return round(((number(match[1]) or 0) + (0.5 if match[2] else 0)) / 12, 2)
    if HALF.search(plain):
        return 0.5
    return None


def is_bare_day(text: str) -> bool:
    """Whether the text is a day with its year and nothing else: 「前年8月15号」, or all in figures."""
    plain = ISO.sub(r"\1年\2月\3日", plain_dates(text)).strip(" 。.!！吧呢的")
    found = DAY.fullmatch(plain)
    return found is not None and bool(found[1] or found[2])


def _soon_after(text: str, position: int) -> str:
    """The next few characters, up to the second pause."""
    found = SAME_CHUNK.match(text, position)
    return found[0] if found else ""


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
