"""Days and times of day of windows and cut-offs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from policies_kb.lexers import END_OF_DAY, DateRange, Moment, in_digits, moments, plain, ranges
from policies_kb.model.facts import CutoffFact, WindowFact
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

from ..sentences import on_day
from .fault import COPY, Fault, words

Day = date | datetime | None
PLANNED = ("拟定", "暂定", "初定于", "拟于")


def window(fact: WindowFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """Its stage, its days with their time of day, and the notice's words for it."""
    yield from _stage(fact, text, reference)
    yield from words("called", fact.called, text)
    yield from words("planned", fact.planned, text)
    yield from words("place", fact.place, text)
    if any(sign in plain(text) for sign in PLANNED) and not fact.tentative:
        yield Fault(("tentative",), "原文写的是拟定的时间", "写 tentative: true")
    spans = _of_stage(fact, text, reference)
    if spans and (fact.start is None or fact.end is None or fact.start != fact.end):
        yield from _span(fact, spans, head)
    else:
        yield from _day("start", fact.start, text, head)
        if fact.end != fact.start:
            yield from _day("end", fact.end, text, head)


def cutoff(fact: CutoffFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """Its day and its time of day."""
    yield from _day("at", fact.at, text, head)


def _stage(fact: WindowFact, text: str, reference: Reference) -> Iterator[Fault]:
    printed = plain(text)
    fitting = [stage.id for stage in reference.stages.values() if any(plain(sign) in printed for sign in stage.signs)]
    if fact.stage in reference.stages and fact.stage not in fitting:
        name = reference.stages[fact.stage].name
        mend = " 或 ".join(f"stage: {stage}" for stage in fitting)
        yield Fault(("stage",), f"引用的原文没有写“{name}”", f"写成 {mend}" if mend else COPY)


def _of_stage(fact: WindowFact, text: str, reference: Reference) -> list[DateRange]:
    """The spans that follow the window's own name, or a word of its stage; all of them where none does."""
    found, printed = ranges(text), in_digits(text)
    stage = reference.stages.get(fact.stage)
    signs = [fact.called] if fact.called else stage.signs if stage else ()
    starts = [printed.find(plain(sign)) for sign in signs]
    after = [next((span for span in found if span.first.start >= start), None) for start in starts if start >= 0]
    return [span for span in after if span] or found


def _span(fact: WindowFact, spans: list[DateRange], head: NoticeHead) -> Iterator[Fault]:
    def alike(span: DateRange) -> int:
        return _is(span.first, fact.start) + _is(span.last, fact.end)

    span = max(spans, key=alike)
    if _is(span.first, fact.end) and _is(span.last, fact.start):
        right = f"start: {_written(span.first, head)}，end: {_written(span.last, head)}"
        yield Fault(("end",), f"结束（{fact.end}）早于开始（{fact.start}）", f"写成 {right}")
        return
    said = f"{_shown(span.first)}至{_shown(span.last)}"
    for field, value, printed in (("start", fact.start, span.first), ("end", fact.end, span.last)):
        yield from _compared(field, value, printed, said, head)


def _day(field: str, value: Day, text: str, head: NoticeHead) -> Iterator[Fault]:
    if value is None:
        return
    found = moments(text)
    if not found:
        yield Fault((field,), f"引用的原文里没有“{on_day(value)}”（原文：没有日期）", "换一句写着日期的原文")
        return
    nearest = max(
        found, key=lambda moment: (_is(moment, value), (moment.month, moment.day) == (value.month, value.day))
    )
    yield from _compared(field, value, nearest, "、".join(map(_shown, found)), head)


def _compared(field: str, value: Day, printed: Moment, said: str, head: NoticeHead) -> Iterator[Fault]:
    """``value`` against the day printed for it; ``said``: what the notice prints, for the message."""
    mend = f"写成 {field}: {_written(printed, head)}"
    if value is None:
        yield Fault((field,), f"原文写了日期（{said}），这里没有写", mend)
    elif not printed.is_day(value):
        yield Fault((field,), f"引用的原文里没有“{on_day(value)}”（原文：{said}）", mend)
    elif not isinstance(value, datetime) and printed.hour not in (None, END_OF_DAY):
        yield Fault((field,), f"原文写了钟点（{said}），这里没有写", mend)
    elif printed.year is None and value.year not in _years(printed, head):
        year = _years(printed, head)[-1]
        yield Fault(
            (field,), f"原文没有写年份，照发文日期（{head.issued}）应是{year}年，这里写的是{value.year}年", mend
        )


def _is(moment: Moment, value: Day) -> bool:
    return value is not None and moment.is_day(value)


def _years(moment: Moment, head: NoticeHead) -> tuple[int, ...]:
    """The years that a day can mean; the likely one last. Printed without a year, it follows the day of issue."""
    if moment.year:
        return (moment.year,)
    issued = head.issued
    return (issued.year, issued.year + 1) if moment.month < issued.month else (issued.year,)


def _written(moment: Moment, head: NoticeHead) -> str:
    return replace(moment, year=_years(moment, head)[-1]).written


def _shown(moment: Moment) -> str:
    year = f"{moment.year}年" if moment.year else ""
    hour = f"{moment.hour[0]:02}:{moment.hour[1]:02}" if moment.hour else ""
    return f"{year}{moment.month}月{moment.day}日{hour}"
