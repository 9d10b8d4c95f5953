"""Numbers of something: years, money, hours, times, working days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies_kb.lexers import counts, mentions, plain
from policies_kb.model.facts import (
    DeferralFact,
    Education,
    FeeFact,
    PenaltyFact,
    PostingFact,
    ResubmissionFact,
    YearsFact,
)
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

from .fault import CENTURY, COPY, SEPARATOR, Fault, counted, words
from .tables import amounts_under, cells_of

YEAR = "个?年"
NEXT_YEAR = "下一年"
SAME_YEAR = "当年"
IN_A_ROW = re.compile("(?:毕业生?)?[、和及与或]")


def years(fact: YearsFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """The years that follow the education's own words, not those of another education in the same sentence."""
    said = years_by_education(text, reference)
    for index, education in enumerate(fact.education):
        if education not in said:
            printed = "、".join(said) or "没有写学历"
            problem = f"引用的原文没有写“{education.value}”（原文：{printed}）"
            alike = [other for other, numbers in said.items() if numbers == {fact.years}]
            if len(alike) == 1:  # the sentence is right for another education
                yield Fault(("education", index), problem, f"写成 education: [{alike[0]}]，或换成写着{education}的原文")
            else:
                yield Fault(("education", index), problem, COPY, wanted=education.value)
        elif fact.years not in said[education]:
            shown = " 或 ".join(map(spoken, sorted(said[education]))) or "没有年限"
            mend = " 或 ".join(f"years: {number}" for number in sorted(said[education]))
            yield Fault(
                ("years",),
                f"原文对{education.value}写的是“{shown}”，这里写的是{fact.years}",
                f"写成 {mend}" + "（当年写 0）" * (0 in said[education]) if mend else COPY,
            )


def years_by_education(text: str, reference: Reference) -> dict[Education, set[int]]:
    """What a text says of each education that it names: the 满…年 or 当年 that follows before another is named.

    Educations in a row (中专、大专满3年) share what follows the last.
    """
    printed = plain(text)
    found = [(int(number), at) for number, at in counts(printed, YEAR) if number < CENTURY]
    found += [(0, at.start()) for at in re.finditer(SAME_YEAR, printed)]
    said: dict[Education, set[int]] = {}
    next_start, shared = len(printed), set[int]()
    for mention in reversed(mentions(printed, reference.terms["educations"])):
        own = min((pair for pair in found if mention.end <= pair[1] < next_start), key=lambda p: p[1], default=None)
        in_a_row = IN_A_ROW.fullmatch(printed[mention.end : next_start])
        shared = {own[0]} if own else shared if in_a_row else set()
        said.setdefault(Education(mention.name), set()).update(shared)
        next_start = mention.start
    return said


def spoken(number: int) -> str:
    """满2年; 当年 for 0."""
    return f"满{number}年" if number else SAME_YEAR


def fee(fact: FeeFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """The amount that follows the words of the level, or of the path, with no other amount between them."""
    printed = plain(text)
    yield from words("called", fact.called, text)
    amounts = [(int(number), at) for number, at in counts(printed, "元")]
    paths = [reference.paths[path] for path in fact.paths]
    names: list[str] = [*fact.levels] or [level for path in paths for level in path.levels]
    names = names or [sign for path in paths for sign in path.signs]
    starts = [at.start() for name in names for at in re.finditer(re.escape(plain(name)), printed)]
    said = {next((number for number, at in amounts if at >= start), None) for start in starts} - {None}
    said = said or {number for number, _ in amounts}
    said |= {amount for amount, around in _in_tables(text) if not names or any(name in around for name in names)}
    if fact.amount not in said:
        whose = f"对{'、'.join(names)}" if starts else ""
        shown = "、".join(f"{number}元" for number in said) or "没有金额"
        mend = " 或 ".join(f"amount: {number}" for number in said)
        yield Fault(
            ("amount",),
            f"原文{whose}写的是{shown}，这里写的是{fact.amount}元",
            f"写成 {mend}，或改正 paths、levels" if mend else COPY,
        )


def _in_tables(text: str) -> Iterator[tuple[int, str]]:
    """The whole yuan of the first quote, a row, under the head that is quoted with it, and the words around each."""
    row, *heads = text.split(SEPARATOR)
    for head in heads:
        caption = "".join(other for other in heads if other != head)
        for cell in amounts_under(cells_of(row), cells_of(head), caption=caption):
            if cell.amount.simple:
                yield int(cell.amount.yuan), plain("，".join(cell.around))


def deferral(fact: DeferralFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """The years that follow the grade's own words."""
    printed = plain(text)
    at = re.search(rf"(?<!不)(?<!基本){re.escape(fact.grade)}", printed)
    if at is None:
        yield Fault(("grade",), f"引用的原文没有写“{fact.grade}”", COPY, wanted=fact.grade)
        return
    said = next((int(number) for number, place in counts(printed, YEAR) if place >= at.end()), None)
    if said != fact.years:
        shown = f"顺延{said}年" if said else "没有年数"
        yield Fault(
            ("years",),
            f"原文对{fact.grade}写的是{shown}，这里写的是{fact.years}",
            f"写成 years: {said}" if said else COPY,
        )


def penalty(fact: PenaltyFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """How many years it lasts, and whether they run from the next year."""
    yield from counted("years", fact.years, YEAR, text, "年")
    if fact.starts and NEXT_YEAR not in plain(text):
        yield Fault(("starts",), f"引用的原文没有写“{NEXT_YEAR}”", COPY)


def posting(fact: PostingFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """How many working days."""
    yield from counted("working_days", fact.working_days, "个?工作日", text, "个工作日")


def resubmission(fact: ResubmissionFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """How many hours, and how many times."""
    yield from counted("hours", fact.hours, "个?(?:小时|钟头)", text, "小时")
    yield from counted("times", fact.times, "次", text, "次")
