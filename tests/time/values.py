"""What a reply may not take from a notice that it is not about: its sentences, dates, hours, phones, people, years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.facts import (
    AnyFact,
    ContactFact,
    CutoffFact,
    PlaceFact,
    PostingFact,
    ResubmissionFact,
    WindowFact,
    YearsFact,
)

SHORTEST = 2


def values(notice: Notice) -> frozenset[str]:
    """The texts by which a fact of the notice is told in a reply."""
    found = {value for fact in notice.record.facts for value in _of(fact)}
    found |= {notice.head.document_number or notice.head.title, _day(notice.head.issued)}
    return frozenset(value for value in found if len(value) >= SHORTEST)


def strange(text: str, told: str, day: date, of: Iterable[str], base: KnowledgeBase) -> list[str]:
    """The values in ``text`` that only notices other than ``of`` state.

    What the person said (``told``) may be repeated, and the day of asking named.
    """
    allowed = {value for name in of for value in values(base.notices[name])} | {_day(day)}
    others = {value for name in base.notices.keys() - set(of) for value in values(base.notices[name])}
    found = (value for value in others - allowed if _stands(value, text) and value not in told)
    return sorted(value for value in found if not any(_stands(value, own) for own in allowed))


def contacts(of: Iterable[str], base: KnowledgeBase) -> frozenset[str]:
    """Phones and people of notices that are only named as whom to ask."""
    facts = [fact for name in of for fact in base.notices[name].record.facts if isinstance(fact, ContactFact)]
    return frozenset(value for fact in facts for value in _of(fact))


@lru_cache(maxsize=4096)
def _pattern(value: str) -> re.Pattern[str]:
    """A value that starts or ends in a digit must stand alone: 5月1日 is no part of 5月13日 or 15月1日."""
    before = r"(?<!\d)" if value[0].isdigit() else ""
    after = r"(?!\d)" if value[-1].isdigit() else ""
    return re.compile(before + re.escape(value) + after)


def _stands(value: str, text: str) -> bool:
    return _pattern(value).search(text) is not None


def _of(fact: AnyFact) -> Iterable[str]:
    yield fact.say
    if isinstance(fact, WindowFact):
        yield from _moments(fact.start, fact.end)
    elif isinstance(fact, CutoffFact):
        yield from _moments(fact.at)
    elif isinstance(fact, ContactFact):
        yield from (fact.phone, *fact.people)
    elif isinstance(fact, PlaceFact):
        yield fact.address
    elif isinstance(fact, ResubmissionFact):
        yield f"{fact.hours}小时" if fact.hours else f"不得超过{fact.times}次"
    elif isinstance(fact, PostingFact):
        yield f"不少于{fact.working_days}个工作日"
    elif isinstance(fact, YearsFact):
        worked = f"满{fact.years}年" if fact.years else "当年"
        for education in fact.education:
            yield from (f"{education}毕业，从事专业技术工作{worked}", f"{education}毕业须{worked}")
            yield f"{education}{worked}"


def _moments(*moments: datetime | date | None) -> Iterable[str]:
    for moment in moments:
        if moment is not None:
            yield _day(moment)
        if isinstance(moment, datetime):
            yield f"{moment:%H:%M}"


def _day(moment: datetime | date) -> str:
    return f"{moment.month}月{moment.day}日"
