"""Spans of days in which a stage is open, and moments by which something must have happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from policies_kb.lexers import (
    CLAUSE,
    END_OF_DAY,
    Moment,
    goes_on_with_hour,
    in_digits,
    moments,
    occurrences,
    parts_of_months,
    plain,
    since,
    until,
)

from ..folded import Folded
from ..found import Found, Mark
from ..passages import Passage
from ..rows import Row, rows
from ..source import Source
from ..words import words
from .days import Day, closes, days_of, without_leads

RECEIVES = 8  # signs between 报至 and the office that receives, at most
TIME = "时间"
HANDED_IN = ("apply", "audit")  # what is late for these is late for the application
YEAR_UNKNOWN = "没有写年份，落款日期也没有读出，年份请照原件写"


def windows(source: Source) -> Iterator[Found]:
    """Every span or single day that a sentence gives for a stage; what fits none is left to the reviewer."""
    in_tables = {row.passage: row for row in rows(source.rules)}
    for passage in source.rules:
        if passage.blank:
            continue
        printed = in_digits(passage.text)
        folded = Folded(passage.text)
        row = in_tables.get(passage)
        for day in days_of(printed, row):
            found = _window(day, passage, folded, printed, source)
            yield from (_in_row(each, row, source) for each in found) if row else found
        if not moments(passage.text):
            yield from _planned(passage, folded, source)


def stage_of(label: str, source: Source) -> str | None:
    """The stage whose sign ends last in a label; an office that hands in comes before what it hands in.

    A stage that is over (审核通过的人员) is a condition and no stage.
    """
    said, found = plain(label), list[tuple[int, int, str]]()
    receives, hands_in = words()["windows"]["to"], words()["windows"]["hands_in"]
    for stage in source.reference.stages.values():
        for sign in map(plain, stage.signs):
            at = said.rfind(sign)
            if at < 0 or said.startswith(tuple(words()["windows"]["over"]), at + len(sign)):
                continue
            if stage.duty and not any(word in said for word in hands_in):
                continue
            if stage.duty:
                first = said.find(sign)
                before = said[max(since(said, first, CLAUSE + "、"), first - RECEIVES - 1) : first]
                if not occurrences(before, receives):
                    return stage.id
                continue
            found.append((at + len(sign), len(sign), stage.id))
    return max(found)[2] if found else None


def _window(day: Day, passage: Passage, folded: Folded, printed: str, source: Source) -> Iterator[Found]:
    assert day.first is not None
    said = words()["windows"]
    after = printed[day.end :]
    if day.last is None and not closes(day.label) and _half(day, printed):
        return  # the other day of the span cannot be read: no value is better than half of one
    stage = stage_of(day.label, source)
    quote = _quote(day, passage, folded, printed)
    ends = closes(day.label) or after.startswith(tuple(said["before"]))
    first = _written(day.first, source)
    late = any(sign in after for sign in said["consequence"])
    guessed = any(each is not None and each.year is None for each in (day.first, day.last))
    unsure = YEAR_UNKNOWN if guessed and "issued" in source.head.doubts else day.doubt
    other = stage or stage_of(after[: until(after, 0, CLAUSE)], source)
    if day.last is None and ends and late and isinstance(first, datetime) and other in (None, *HANDED_IN):
        yield _cutoff(passage, quote, first, unsure)
        return
    if stage is None and (ends or (day.last and day.label)):  # 于某日前将某物报送: what is done stands behind the day
        stage = stage_of(after[: until(after, 0, CLAUSE)], source)
        quote = passage.text if stage else quote
    if stage is None:
        heading = next((found for head in passage.headings if (found := stage_of(head, source))), None)
        if heading is None:
            return
        stage, known, unsure = heading, unsure, f"是哪一步的时间，照标题“{passage.headings[0]}”猜的"
        under = f"{passage.headings[0]}{passage.text}"
        own = source.tree.clauses[passage.clause].text.replace("\n", "")
        if heading == stage_of(passage.headings[0], source) and under in own and not day.label:
            quote, unsure = under, known  # the heading is the label
    fact: dict[str, Any] = {"id": f"window.{stage}", "kind": "window", "quote": quote, "stage": stage}
    if not day.last and goes_on_with_hour(after):
        unsure = "钟点像是一段，请照原文补上"
    last = _written(day.last, source) if day.last else None
    reason = f"原文写着“{quote}”" + ("，没有写年份，照发文日期推出" if guessed else "")
    if last is not None:
        fact |= {"start": first, "end": last}
    elif ends:
        fact |= {"start": None, "end": first}
    elif after.startswith(tuple(said["from"])):
        fact |= {"start": first, "end": None, "planned": ""}
        unsure = "只读出开始的一天，没有读出结束"
    else:
        fact |= {"start": first, "end": first}
    called = _called(day.label)
    if called and called != f"{source.reference.stages[stage].name}{TIME}" and called in printed:
        fact["called"] = called
    if any(sign in day.label for sign in said["tentative"]):
        fact["tentative"] = True
    place = _place(after.split("。")[0])
    if place:
        fact["place"] = place
        fact["quote"] = quote = passage.text
    if last is not None and isinstance(last, date) and _day(last) < _day(first):
        unsure = "结束早于开始，请和原件对"
    mark = Mark.GUESSED if unsure else Mark.EXTRACTED
    yield Found(fact, passage.clause, mark, reason, ("start", "end", "place"), unsure=unsure)


def _in_row(found: Found, row: Row, source: Source) -> Found:
    """Quoted with the head of its table; what else the row says may limit it."""
    more = {"more_quotes": [row.head.text]} if row.head and row.aligned else {}
    made = found.having(quote=row.passage.text, **more)
    days = [cell for cell in row.cells if moments(cell)]
    others = (cell for cell in row.besides(-1, days) if not _of_stage(cell, found, source))
    limits = [cell for cell in others if not any(map(str.isdigit, cell))]
    if not limits:
        return made
    unsure = f"表里这一行还写着“{'、'.join(limits)}”，时间可能只对它"
    return replace(made, mark=Mark.GUESSED, unsure="；".join(filter(None, (made.unsure, unsure))))


def _of_stage(cell: str, found: Found, source: Source) -> bool:
    """Whether a cell names the stage itself."""
    signs = source.reference.stages[str(found.fact["stage"])].signs if "stage" in found.fact else ()
    return any(plain(sign) in plain(cell) for sign in signs)


def _cutoff(passage: Passage, quote: str, at: Any, unsure: str) -> Found:
    topic = "cutoff_final_review" if "终审" in passage.text else "deadline_hour"
    fact = {"id": f"cutoff.{topic.removeprefix('cutoff_')}", "kind": "cutoff", "topic": topic}
    mark, reason = Mark.GUESSED if unsure else Mark.EXTRACTED, f"原文写着“{quote}”"
    return Found(fact | {"quote": passage.text, "at": at}, passage.clause, mark, reason, ("at",), unsure=unsure)


def _planned(passage: Passage, folded: Folded, source: Source) -> Iterator[Found]:
    """A part of a month in place of days: 拟定于…下旬."""
    planned, at = next(iter(parts_of_months(passage.text)), ("", 0))
    stage = stage_of(folded.plain[:at], source) if planned else None
    if stage:
        fact: dict[str, Any] = {"id": f"window.{stage}", "kind": "window", "quote": passage.text, "stage": stage}
        fact |= {"start": None, "end": None, "tentative": True, "planned": planned}
        yield Found(fact, passage.clause, Mark.EXTRACTED, f"原文写着“{planned}”", ("planned",))


def _written(moment: Moment, source: Source) -> date | datetime:
    """The day, with its hour; a year that is not printed follows the day of issue."""
    issued = source.head.issued
    year = moment.year or issued.year + (moment.month < issued.month)
    if moment.hour in (None, END_OF_DAY):
        return _real(year, moment.month, moment.day)
    day = _real(year, moment.month, moment.day)
    hour, minute = moment.hour or (0, 0)
    return datetime(day.year, day.month, day.day, hour, minute) if hour < 24 and minute < 60 else day


def _real(year: int, month: int, day: int) -> date:
    """The day; the last of its month where there is none (the check then finds that it is not printed)."""
    while day > 28:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
    return date(year, month, day)


def _day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value


def _half(day: Day, printed: str) -> bool:
    """Whether a dash stands before or after a single day, and no hour behind it."""
    before, after = printed[max(0, day.start - 1) : day.start], printed[day.end :]
    return before in tuple("-至到") or (after[:1] in tuple("-至到") and not goes_on_with_hour(after))


def _place(after: str) -> str:
    """What stands behind 地点 in the same sentence."""
    label = next(iter(occurrences(after, words()["windows"]["place"])), None)
    if label is None:
        return ""
    start = label.end + (after[label.end : label.end + 1] in (":", "为", "是", "在"))
    printed = after[start : until(after, start, CLAUSE)]
    return printed if printed.count("（") == printed.count("）") else printed.strip("（(")


def _called(label: str) -> str:
    """The notice's own name for it: what stands before 为, 是, a colon or 拟定于."""
    leads: Sequence[str] = words()["windows"]["leads"]
    said = without_leads(label, [lead for lead in leads if lead != TIME])
    return said if said.endswith(TIME) and len(said) > len(TIME) else ""


def _quote(day: Day, passage: Passage, folded: Folded, printed: str) -> str:
    """From the words that lead to the day to the next break; the whole sentence where dates are in numerals."""
    if not folded.dated:
        return passage.text
    end = until(printed, day.end, CLAUSE)
    end += printed[end : end + 1] in tuple("。；;")
    return folded.cut(day.label_at, end).lstrip("（(") or passage.text
