"""What no draft fact accounts for: sentences without any, and dates, numbers and phones that none of them tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

from policies_kb.lexers import (
    Moment,
    addresses,
    amounts,
    counts,
    hours,
    moments,
    occurrences,
    parts_of_months,
    phones,
    plain,
    slips,
)
from policies_kb.loading.typed_values.tables import BETWEEN

from .covering import ENOUGH, Covering
from .found import Found, Unassigned
from .rows import Row, rows
from .source import Source
from .words import words

UNITS = {
    "年": "个?年(?!度|月|\\d)", "小时": "个?(?:小时|钟头)", "工作日": "个?工作日", "天": "天", "日内": "日以?内",
    "次": "次", "份": "份", "元": "元", "课时": "个?(?:课时|学时)", "月": "个月", "字": "字", "%": "%",
    "分": "分(?![之别])",
}  # fmt: skip
CENTURY = 100
PHONE_FROM = 7  # figures


def values_in(text: str) -> list[str]:
    """The dates, phones, addresses, amounts and counts of a text, each in one form."""
    printed = plain(text)
    days = [day for day in moments(text) if day.whole]
    found = [f"{day.month}月{day.day}日" for day in days]
    found += [f"{day.hour[0]:02}:{day.hour[1]:02}" for day in days if day.hour]
    webs = [web for web, _ in addresses(printed) if any(sign.isalpha() for sign in web)]
    if not any(day.hour for day in days):  # hours without a day
        without = printed
        for web in webs:
            without = without.replace(web, "")
        found += hours(without)
    found += [phone.digits for phone in phones(printed)]
    found += webs
    found += [part for part, _ in parts_of_months(text)]
    for unit, pattern in UNITS.items():
        for number, at in counts(text, pattern):
            if (unit == "年" and number >= CENTURY) or _ordinal(printed, at):
                continue
            if unit == "元" and at > 0 and printed[at - 1] in ",.":
                continue
            found.append(f"{number:g}{unit}")
    found += [amount.printed for amount in amounts(printed) if not amount.simple]
    found += slips(printed)
    found += [word.name for word in occurrences(printed, words()["free"])]
    found += _long_numbers(printed, [(phone.start, phone.end) for phone in phones(printed)], days, webs)
    return list(dict.fromkeys(found))


def _long_numbers(printed: str, known: list[tuple[int, int]], days: Iterable[Moment], webs: Iterable[str]) -> list[str]:
    """Runs of figures as long as a phone that are none: two phones side by side, one with a figure too many."""
    taken = [*known, *((day.start, day.end) for day in days)]
    taken += [(at, at + len(web)) for web in webs if (at := printed.find(web)) >= 0]
    found, at = list[str](), 0
    for is_number, run in groupby(printed, lambda sign: sign.isdigit() or sign == "-"):
        length = len(list(run))
        digits = printed[at : at + length]
        free = not any(start < at + length and at < end for start, end in taken)
        if is_number and free and sum(map(str.isdigit, digits)) >= PHONE_FROM:
            found.append(digits.strip("-"))
        at += length
    return found


def unassigned(source: Source, facts: Iterable[Found], entries: Iterable[dict[str, Any]]) -> Iterator[Unassigned]:
    """Every sentence of which most is quoted by nothing, and every value of a sentence that no fact of it tells."""
    listed, others = [found.fact for found in facts], list(entries)
    quoting, everything = Covering(source.tree, listed), Covering(source.tree, [*listed, *others])
    in_cells = {row.passage: values_of_row(row) for row in rows(source.passages)}
    for passage in source.passages:
        about = quoting.about(passage)
        stated = [] if passage.blank else values_in(_without_paths(passage.text, source))
        stated += [] if passage.blank else in_cells.get(passage, ())
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


def values_of_row(row: Row) -> list[str]:
    """The bare numbers of a row, as amounts where the head says 元: a fact of one cell tells nothing of the others."""
    money = {cell.column: cell.amount for cell in row.amounts}
    written = {column: f"{one.yuan:g}元" if one.simple else one.printed for column, one in money.items()}
    return [written.get(column, row.cells[column]) for column in row.numbers]


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
        yield f"{value:g}"
        yield from (f"{value:g}{unit}" for unit in UNITS)
    else:
        written = str(value)
        for day in moments(written):
            yield f"{day.month}月{day.day}日"
        yield from hours(written.partition("T")[2])
        yield "".join(filter(str.isdigit, written))
        yield from written.split(BETWEEN)
        yield written.split("://")[-1].rstrip("/")
        yield written
        yield from values_in(written)


def _ordinal(printed: str, at: int) -> bool:
    return at > 0 and printed[at - 1] in "第近" and printed[at - 1] == "第"
