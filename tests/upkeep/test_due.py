"""When a fact must be looked at again, what runs out, and which lines await a notice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from policies_kb.loading import KnowledgeBase, Notice, load_knowledge_base
from policies_kb.model.facts import AnyFact, ContactFact, WindowFact
from policies_kb.scope import timeline
from policies_kb.upkeep import Periods, Reason, awaited, due, load_periods, review_by
from policies_kb.upkeep.due import months_after

PERIODS = Periods(months=12, kinds={"contact": 6}, soon_days=30)
LUNTAI = "luntai-2024-chuding"


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge_base()


def with_head(notice: Notice, reference: Any, **changed: Any) -> Notice:
    head = notice.head.model_copy(update=changed)
    return Notice.of(notice.record.model_copy(update={"notice": head}), notice.text, notice.tree, reference)


def fact_of(notice: Notice, wanted: Callable[[AnyFact], bool]) -> AnyFact:
    return next(fact for fact in notice.record.facts if wanted(fact))


def test_by_the_kind_of_fact_unless_the_record_says_otherwise(base: KnowledgeBase) -> None:
    notice = base.notices[LUNTAI]
    issued = notice.head.issued
    phone = fact_of(notice, lambda fact: isinstance(fact, ContactFact))
    window = fact_of(notice, lambda fact: isinstance(fact, WindowFact) and fact.end is not None)
    rule = fact_of(notice, lambda fact: fact.kind == "years")
    assert review_by(phone, notice, PERIODS) == (months_after(issued, 6), Reason.PERIOD)
    assert review_by(rule, notice, PERIODS) == (months_after(issued, 12), Reason.PERIOD)
    assert isinstance(window, WindowFact) and window.end
    assert review_by(window, notice, PERIODS) == (date(*window.end.timetuple()[:3]), Reason.DAY)

    told = with_head(notice, base.reference, review_by=date(2025, 1, 31))
    assert review_by(phone, told, PERIODS) == (date(2025, 1, 31), Reason.NOTICE)
    own = phone.model_copy(update={"review_by": date(2025, 2, 1)})
    assert review_by(own, told, PERIODS) == (date(2025, 2, 1), Reason.FACT)
    ending = with_head(notice, base.reference, valid_until=months_after(issued, 7))
    assert review_by(rule, ending, PERIODS) == (months_after(issued, 7), Reason.FORCE)
    assert review_by(phone, ending, PERIODS) == (months_after(issued, 6), Reason.PERIOD)


def test_what_is_listed_is_in_force_and_not_over(base: KnowledgeBase) -> None:
    day = date(2024, 12, 1)
    found = due(base, day, PERIODS)
    assert [one.by for one in found] == sorted(one.by for one in found)
    assert {one.notice.id for one in found} == {notice.id for notice in timeline(base).current(day)}
    assert not [one for one in found if one.reason is Reason.DAY and one.by < day]
    phones = [one for one in found if isinstance(one.fact, ContactFact)]
    assert phones and all(one.by == months_after(one.notice.head.issued, 6) for one in phones)


def test_a_line_awaits_the_round_of_this_year_by_the_day_of_the_last_one(base: KnowledgeBase) -> None:
    year = base.notices[LUNTAI].head.round.year
    assert awaited(base, date(year, 12, 31)) == []
    found = {one.last.id: one for one in awaited(base, date(year + 1, 12, 31))}
    assert set(found) == set(base.notices)
    one = found["akesu-2024-h1"]
    assert one.round.name == f"{year + 1}年上半年"
    assert one.expected == months_after(one.last.head.issued, 12)
    assert one.late(date(year + 1, 12, 31)) and not one.late(date(year + 1, 1, 2))


def test_a_line_that_has_this_years_awaits_nothing(base: KnowledgeBase) -> None:
    old = base.notices[LUNTAI]
    year = old.head.round.year + 1
    new = with_head(
        old,
        base.reference,
        id="luntai-next",
        round=old.head.round.model_copy(update={"year": year}),
        issued=months_after(old.head.issued, 12),
        valid_from=months_after(old.head.issued, 12),
    )
    both = KnowledgeBase({**base.notices, "luntai-next": new}, base.reference)
    late = date(year, 12, 31)
    assert old.id not in {one.last.id for one in awaited(both, late)}
    before = date(year, 1, 2)
    assert old.id in {one.last.id for one in awaited(both, before)}, "not issued yet"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 5, 4), 12, date(2025, 5, 4)),
        (date(2024, 12, 1), 0, date(2024, 12, 1)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_the_shipped_periods_name_kinds_that_there_are(base: KnowledgeBase) -> None:
    kinds = {fact.kind for notice in base.notices.values() for fact in notice.record.facts}
    assert set(load_periods().kinds) <= kinds
