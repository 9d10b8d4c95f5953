"""The day that a message speaks of: 今天, 明天, 后天, 周一, 19号, 10月20日."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .quantities import number

OFFSETS = (
    ("大后天", 3),
    ("明儿", 1),
    ("后儿", 2),
    ("今儿", 0),
    ("后天", 2),
    ("明天", 1),
    ("明日", 1),
    ("明早", 1),
    ("今天", 0),
    ("今日", 0),
    ("今晚", 0),
)
WEEKDAY = re.compile(r"(下)?(?:周|星期|礼拜)([一二三四五六日天])")
FULL = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?")
NUMBER_ONLY = re.compile(r"(?<![\d月年/.-])(\d{1,2})[号日](?!文|令|楼|办公)")
# the asker means to do something on that day; a date alone may only be quoted from a notice
ACTS = re.compile(
    r"(号|日|天)(再|才|去|来|送|交|报|提|寄|弄|办|上传|填)|(送|交|报|提交|去|来).{0,4}(行|赶|来得及|晚)|赶得上|来得及|晚不晚"
)
HOUR = re.compile(
    r"(早上|上午|中午|下午|傍晚|晚上|今晚|明晚|夜里|半夜)?(\d{1,2}|[一二三四五六七八九十]{1,2})[点时](半)?(?!之?前|候|间|长)"
)
AFTERNOON = ("下午", "傍晚", "晚上", "今晚", "明晚", "夜里")
WEEKDAYS = "一二三四五六日"


def spoken_day(text: str, today: date) -> date | None:
    """The day that the asker means to act on, or None. A weekday is the next one from ``today`` on."""
    for word, offset in OFFSETS:
        if word in text:
            return today + timedelta(days=offset)
    if found := WEEKDAY.search(text):
        index = WEEKDAYS.index("日" if found[2] == "天" else found[2])
        ahead = (index - today.weekday()) % 7
        if found[1]:  # 下周一: the one in the week that follows this one
            return today + timedelta(days=7 - today.weekday() + index)
        return today + timedelta(days=ahead or 7)
    written = dates_in(text, today.year)
    if len(written) == 1 and ACTS.search(text):
        return written[0]
    if (found := NUMBER_ONLY.search(text)) and not written and ACTS.search(text):
        try:
            return today.replace(day=int(found[1]))
        except ValueError:
            return None
    return None


def spoken_hour(text: str) -> float | None:
    """The hour of the day, 0 to 24, at which the asker means to do something; None when none is told."""
    found = HOUR.search(text)
    value = number(found[2]) if found else None
    if found is None or value is None or value > 24:
        return None
    return value + (12 if found[1] in AFTERNOON and value < 12 else 0) + (0.5 if found[3] else 0)


def dates_in(text: str, year: int) -> list[date]:
    """Every written date; ``year`` is taken where none is written. Impossible dates are passed over."""
    found = []
    for match in FULL.finditer(text):
        try:
            found.append(date(int(match[1] or year), int(match[2]), int(match[3])))
        except ValueError:
            continue
    return found
