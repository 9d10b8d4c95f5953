"""Every typed value must stand in the quote it is taken from; nothing typed is believed without its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from policies_kb.clauses import bare
from policies_kb.lexers import Moment, counts, moments, plain, ranges
from policies_kb.model.facts import (
    AnyFact,
    AttachmentFact,
    ContactFact,
    CutoffFact,
    DeferralFact,
    DocumentFact,
    FeeFact,
    MaterialFact,
    PenaltyFact,
    PlaceFact,
    PlatformFact,
    PostingFact,
    ResubmissionFact,
    RouteFact,
    SeriesFact,
    WindowFact,
    YearsFact,
)
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

from .sentences import on_day

# field, what is wrong, mend
Fault = tuple[str, str, str]
COPY = "照原文改这一项，或换一句写着它的原文"
YEAR = "年"
COPIES = "份"
SAME_YEAR = "当年"
SUPERVISION = re.compile(r"(?:监督|举报|投诉)[^，。]{0,2}电话")


def faults(fact: AnyFact, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """The typed values of ``fact`` that its quotes do not hold."""
    text = "\n".join(quote.quote for quote in fact.quotes)
    check = _CHECKS.get(type(fact))
    if check:
        yield from check(fact, text, head, reference)


def _absent(field: str, value: object) -> Fault:
    return field, f"“{value}”不在引用的原文里", COPY


def _words(field: str, values: tuple[str, ...] | str, text: str) -> Iterator[Fault]:
    for value in (values,) if isinstance(values, str) else values:
        if bare(value) not in bare(text):
            yield _absent(field, value)


def _number(field: str, value: int | None, unit: str, text: str) -> Iterator[Fault]:
    if value is not None and value not in [count for count, _ in counts(text, unit)]:
        yield _absent(field, value)


def _window(fact: WindowFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    stage = reference.stages.get(fact.stage)
    printed = plain(text)
    if stage and not any(plain(sign) in printed for sign in stage.signs):
        yield "stage", f"引用的原文没有写“{stage.name}”", f"改正 stage；这一阶段的原文里应有 {'、'.join(stage.signs)}"
    yield from _words("called", fact.called, text)
    yield from _words("planned", fact.planned, text)
    yield from _words("place", fact.place, text)
    if fact.start and fact.end and fact.start != fact.end:
        pairs = [(pair.first, pair.last) for pair in ranges(text)]
        if not any(first.is_day(fact.start) and last.is_day(fact.end) for first, last in pairs):
            said = "、".join(f"{_shown(first)}至{_shown(last)}" for first, last in pairs) or "没有起止日期"
            yield (
                "start",
                f"引用的原文里没有“{on_day(fact.start)}至{on_day(fact.end, after=fact.start)}”（原文：{said}）",
                "照原文改 start 和 end",
            )
        yield from _whole("start", fact.start, [first for first, _ in pairs])
        yield from _whole("end", fact.end, [last for _, last in pairs])
    else:
        for field, value in (("start", fact.start), ("end", fact.end)):
            yield from _moment(field, value, text)
    yield from _of_round("start", fact.start, text, head)
    yield from _of_round("end", fact.end, text, head)


def _whole(field: str, value: date | datetime, printed: list[Moment]) -> Iterator[Fault]:
    """A time of day that the notice prints must not be left out."""
    if not isinstance(value, datetime) and any(moment.is_day(value) and moment.hour for moment in printed):
        yield field, "原文写了钟点，这里没有写", "补上钟点，写成 2001-03-05T18:00 这样"


def _moment(field: str, value: date | datetime | None, text: str) -> Iterator[Fault]:
    if value is None:
        return
    found = moments(text)
    if not any(moment.is_day(value) for moment in found):
        said = "、".join(map(_shown, found)) or "没有日期"
        yield field, f"引用的原文里没有“{on_day(value)}”（原文：{said}）", f"照原文改 {field}"
    yield from _whole(field, value, found)


def _of_round(field: str, value: date | datetime | None, text: str, head: NoticeHead) -> Iterator[Fault]:
    """Where the quote prints no year, the day lies in the notice's round, or just after the turn of its year."""
    if value is None or any(moment.year == value.year for moment in moments(text)):
        return
    if value.year not in (head.round.year, head.round.year + 1) or (
        value.year > head.round.year and value.month >= head.issued.month
    ):
        yield field, f"年份{value.year}和通知的轮次“{head.round.name}”对不上", f"写成{head.round.year}年，或改正 round"


def _shown(moment: Moment) -> str:
    year = f"{moment.year}年" if moment.year else ""
    hour = f"{moment.hour[0]:02}:{moment.hour[1]:02}" if moment.hour else ""
    return f"{year}{moment.month}月{moment.day}日{hour}"


def _cutoff(fact: CutoffFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    yield from _moment("at", fact.at, text)
    yield from _of_round("at", fact.at, text, head)


def _years(fact: YearsFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """The years that follow the education's own words, not those of another education in the same sentence."""
    printed = plain(text)
    terms = reference.terms["educations"]
    for education in fact.education:
        names = [plain(name) for name in terms[education.value] if plain(name) in printed]
        if not names:
            yield "education", f"引用的原文没有写“{education.value}”", COPY
            continue
        said = min(
            (found for name in names if (found := _after(printed, name)) is not None),
            key=lambda found: found[1],
            default=None,
        )
        if said is None or said[0] != fact.years:
            shown = "没有年限" if said is None else SAME_YEAR if said[0] == 0 else f"满{said[0]}年"
            yield (
                "years",
                f"原文对{education.value}写的是“{shown}”，这里写的是{fact.years}",
                "照原文改 years（当年写 0）",
            )


def _after(printed: str, name: str) -> tuple[int, int] | None:
    """The first 满…年 or 当年 after ``name``, and how far away it stands."""
    start = printed.index(name)
    rest = printed[start:]
    same = rest.find(SAME_YEAR)
    found = [(int(value), at) for value, at in counts(rest, YEAR) if value < 100]
    found += [(0, same)] if same >= 0 else []
    return min(found, key=lambda pair: pair[1], default=None)


def _series(fact: SeriesFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    printed = bare(text)
    for series, specialties in fact.series.items():
        if bare(series.removesuffix("系列")) not in printed:
            yield "series", f"引用的原文没有写“{series}”", COPY
        for specialty in specialties:
            if bare(specialty) not in printed:
                yield "series", f"引用的原文没有写“{specialty}”", COPY


def _deferral(fact: DeferralFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    printed = plain(text)
    at = re.search(rf"(?<!不)(?<!基本){re.escape(fact.grade)}", printed)
    if at is None:
        yield _absent("grade", fact.grade)
        return
    said = next((int(value) for value, _ in counts(printed[at.end() :], YEAR)), None)
    if said != fact.years:
        yield "years", f"原文对{fact.grade}写的是顺延{said}年", "照原文改 years"


def _material(fact: MaterialFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    yield from _number("copies", fact.copies, COPIES, text)
    yield from _words("handwritten", fact.handwritten, text)
    printed = [str(int(number)) for number, _ in counts(fact.years, r"")]
    for year in printed:
        if len(year) == len("2001") and year not in plain(text):
            yield _absent("years", year)


def _route(fact: RouteFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    yield from _words("steps", fact.steps, text)
    for sign in sorted({sign for path in reference.paths.values() for sign in path.signs}):
        if sign in fact.who and bare(sign) not in bare(text):
            yield "who", f"引用的原文没有写“{sign}”", COPY


def _resubmission(fact: ResubmissionFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    yield from _number("hours", fact.hours, "个?(?:小时|钟头)", text)
    yield from _number("times", fact.times, "次", text)


def _fee(fact: FeeFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """The amount that follows the words of the path and level, with no other amount between them."""
    printed = plain(text)
    yield from _words("called", fact.called, text)
    amounts = [(int(value), at) for value, at in counts(printed, "元")]
    if fact.amount not in [value for value, _ in amounts]:
        yield _absent("amount", f"{fact.amount}元")
        return
    names = [level.value for level in fact.levels] or [
        sign for path in fact.paths for sign in reference.paths[path].signs
    ]
    starts = [at.start() for name in names for at in re.finditer(re.escape(plain(name)), printed)]
    nearest = {next((value for value, at in amounts if at >= start), None) for start in starts}
    if starts and fact.amount not in nearest:
        said = "、".join(f"{value}元" for value in nearest if value)
        yield "amount", f"原文对{'、'.join(names)}写的是{said}", "照原文改 amount，或改正 paths、levels"


def _contact(fact: ContactFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    digits = re.sub(r"\D", "", fact.phone)
    if digits not in re.sub(r"\D", "", plain(text)):
        yield _absent("phone", fact.phone)
    elif not re.search(r"(?<!\d)" + r"\D{0,2}".join(digits) + r"(?!\d)", plain(text)):
        yield "phone", f"“{fact.phone}”不是原文里完整的号码", "照原文写全"
    yield from _words("people", fact.people, text)
    yield from _words("office", fact.office, text)
    supervision = SUPERVISION.search(text) is not None
    if supervision != (fact.role == "监督"):
        right = "监督" if supervision else "咨询"
        yield "role", f"原文的这个电话不是{fact.role}电话", f"写成 role: {right}"


def _place(fact: PlaceFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    yield from _words("address", fact.address, text)


def _platform(fact: PlatformFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    yield from _words("name", fact.name, text)
    if fact.url:
        parts = urlsplit(str(fact.url))
        yield from _words("url", (f"{parts.netloc}{parts.path}".rstrip("/"),), text)


def _penalty(fact: PenaltyFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    yield from _number("years", fact.years, YEAR, text)


def _posting(fact: PostingFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    yield from _number("working_days", fact.working_days, "个?工作日", text)


def _document(fact: DocumentFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    yield from _words("documents", fact.documents, text)


def _attachments(fact: AttachmentFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    yield from _words("titles", fact.titles, text)
    listed = {int(found) for found in re.findall(r"(?:^|(?<=\D))([1-9]\d?)[.．、]", plain(text))}
    if listed and max(listed) != len(fact.titles):
        yield "titles", f"原文列到附件{max(listed)}，这里有{len(fact.titles)}个", "照原文补全"


_CHECKS: dict[type, Callable[[Any, str, NoticeHead, Reference], Iterator[Fault]]] = {
    WindowFact: _window,
    CutoffFact: _cutoff,
    YearsFact: _years,
    SeriesFact: _series,
    DeferralFact: _deferral,
    MaterialFact: _material,
    RouteFact: _route,
    ResubmissionFact: _resubmission,
    FeeFact: _fee,
    ContactFact: _contact,
    PlaceFact: _place,
    PlatformFact: _platform,
    PenaltyFact: _penalty,
    PostingFact: _posting,
    DocumentFact: _document,
    AttachmentFact: _attachments,
}
