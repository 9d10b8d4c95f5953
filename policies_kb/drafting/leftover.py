"""What no draft fact accounts for: sentences without any, and dates, numbers and phones that none of them tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from policies_kb.lexers import counts, in_digits, moments, plain, slips
from policies_kb.loading.typed_values.names import PHONE, WEB

from .covering import ENOUGH, Covering
from .found import Found, Unassigned
from .source import Source

UNITS = {
    "年": "个?年(?!度|月|\\d)", "小时": "个?(?:小时|钟头)", "工作日": "个?工作日", "天": "天", "次": "次", "份": "份",
    "元": "元", "课时": "个?(?:课时|学时)", "月": "个月", "字": "字", "%": "%", "分": "分(?![之别])",
}  # fmt: skip
LARGE = re.compile(r"\d[\d,.]*(?:[万千]?元)")
MONTH_PART = re.compile(r"\d{1,2}月[上中下]旬")
HOUR = re.compile(r"(?<![\d:/.])(?P<h>[01]?\d|2[0-4])(?::(?P<min>[0-5]\d)(?!\d)|[时点]整?)")
CENTURY = 100


def values_in(text: str) -> list[str]:
    """The dates, phones, addresses, amounts and counts of a text, each in one form."""
    printed = plain(text)
    days = [day for day in moments(text) if re.search(r"月|^\d{4}", in_digits(text)[day.start : day.end])]
    found = [f"{day.month}月{day.day}日" for day in days]
    found += [f"{day.hour[0]:02}:{day.hour[1]:02}" for day in days if day.hour]
    if not any(day.hour for day in days):  # hours without a day
        found += [f"{int(hour['h']):02}:{hour['min'] or '00'}" for hour in HOUR.finditer(WEB.sub("", printed))]
    found += [re.sub(r"\D", "", phone[0]) for phone in PHONE.finditer(printed)]
    found += [web[0] for web in WEB.finditer(printed) if "." in web[0] and not re.fullmatch(r"[\d.]+", web[0])]
    found += [part[0] for part in MONTH_PART.finditer(printed)]
    for unit, pattern in UNITS.items():
        for number, at in counts(text, pattern):
            if (unit == "年" and number >= CENTURY) or _ordinal(printed, at):
                continue
            if unit == "元" and at > 0 and printed[at - 1] in ",.":
                continue
            found.append(f"{number:g}{unit}")
    found += [amount[0] for amount in LARGE.finditer(printed) if not re.fullmatch(r"\d+元", amount[0])]
    found += slips(printed)
    return list(dict.fromkeys(found))


def unassigned(source: Source, facts: Iterable[Found], entries: Iterable[dict[str, Any]]) -> Iterator[Unassigned]:
    """Every sentence of which most is quoted by nothing, and every value of a sentence that no fact of it tells."""
    listed, others = [found.fact for found in facts], list(entries)
    quoting, everything = Covering(source.tree, listed), Covering(source.tree, [*listed, *others])
    for passage in source.passages:
        about = quoting.about(passage)
        stated = [] if passage.blank else values_in(_without_paths(passage.text, source))
        if everything.share(passage) < ENOUGH:
            if not passage.is_heading:
                why = "这一句大半没有事实引用" if about else "没有一条事实引用这一句"
                yield Unassigned(passage.clause, passage.text, why, tuple(stated))
            continue
        if passage.in_frame or passage.is_form or not about:
            continue
        told = {value for fact in about for value in _told(fact)}
        left = [value for value in stated if value not in told]
        if left:
            yield Unassigned(passage.clause, passage.text, f"这一句里的{'、'.join(left)}没有一条事实写到", tuple(left))


def _without_paths(text: str, source: Source) -> str:
    """The text without the names of ways to a title: the years in one are no term."""
    for path in source.reference.paths.values():
        for name in (path.name, *path.signs):
            text = text.replace(name, "")
    return text


def _told(fact: dict[str, Any]) -> Iterator[str]:
    """Every value that a fact tells: typed, or in its hand-written sentence."""
    for field, value in fact.items():
        if field in ("quote", "more_quotes", "id"):
            continue
        for each in value if isinstance(value, (list, tuple)) else [value]:
            yield from _forms(field, each)


def _forms(field: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _forms(field, inner)
    elif isinstance(value, (date, datetime)):
        yield f"{value.month}月{value.day}日"
        if isinstance(value, datetime):
            yield f"{value.hour:02}:{value.minute:02}"
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, (int, float)):
        yield from (f"{value:g}{unit}" for unit in UNITS)
    else:
        written = str(value)
        day = re.fullmatch(r"\d{4}-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?.*", written)
        if day:
            yield f"{int(day[1])}月{int(day[2])}日"
            if day[3]:
                yield day[3]
        yield re.sub(r"\D", "", written)
        yield written.split("://")[-1].rstrip("/")
        yield written
        yield from values_in(written)


def _ordinal(printed: str, at: int) -> bool:
    return at > 0 and printed[at - 1] in "第近" and printed[at - 1] == "第"
