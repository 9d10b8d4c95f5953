"""What must hold for every person: more years never hurts, unknown never yields eligible, and so on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies_kb.eligibility import Applicant, Result, Rulebook, Target, Verdict, Window, assess, next_question, targets
from policies_kb.eligibility.applicant import Assessment, CurrentTitle, Putonghua, StudyMode, UnitLevel
from policies_kb.eligibility.predicates import reads
from policies_kb.eligibility.values import fields
from policies_kb.model.facts import Education

CHOICES: dict[str, st.SearchStrategy[Any]] = {
    "region": st.sampled_from(["焉耆县", "轮台县", "库车市", "阿克苏地区", "和硕县", "巴州", "铁门关市", "哈密市"]),
    "unit_kind": st.sampled_from(list(fields()["unit_kind"].options)),
    "unit_level": st.sampled_from(list(UnitLevel)),
    "series": st.sampled_from(
        ["工程系列", "农业系列", "卫生系列", "中小学教师系列", "档案系列", "技工院校教师系列", "播音系列"]
    ),
    "specialty": st.sampled_from(["水利", "护理", "小学语文", "档案", "数控", "汉语播音"]),
    "education": st.sampled_from(list(Education)),
    "study_mode": st.sampled_from(list(StudyMode)),
    "years": st.floats(0, 40, allow_nan=False),
    "work_start": st.dates(date(2015, 1, 1), date(2024, 3, 1)),
    "assessments": st.lists(st.sampled_from(list(Assessment)), max_size=4).map(tuple),
    "retired": st.booleans(),
    "under_discipline": st.booleans(),
    "exam_only": st.booleans(),
    "current_title": st.sampled_from(list(CurrentTitle)),
    "grassroots_years": st.floats(0, 10, allow_nan=False),
    "grassroots_excellent": st.booleans(),
    "putonghua": st.sampled_from(list(Putonghua)),
}
# a person to start from, so that eligible verdicts are reached often enough to be tested
# untold, these leave the matter to something else: the reference data, the number of years, the notice's silence
UNBOUND = {"exam_only", "work_start", "retired"}
LIKELY = {
    "unit_kind": "企业",
    "unit_level": UnitLevel.TOWNSHIP,
    "series": "农业系列",
    "specialty": "农艺",
    "education": Education.BACHELOR,
    "study_mode": StudyMode.FULL_TIME,
    "years": 5.0,
    "assessments": (Assessment.PASS,),
    "retired": False,
    "exam_only": False,
    "current_title": CurrentTitle.NONE,
}
PEOPLE = st.tuples(st.booleans(), st.fixed_dictionaries({}, optional=CHOICES)).map(
    lambda pair: {**(LIKELY if pair[0] else {}), **pair[1]}
)
TARGETS = st.sampled_from(list(targets()))
DAYS = st.dates(date(2024, 3, 2), date(2026, 12, 31))

pytestmark = pytest.mark.filterwarnings("ignore")
quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def judge(book: Rulebook, target: Target, person: dict[str, Any], day: date) -> dict[str, Result]:
    return {r.notice_id: r for r in assess(book, target, Applicant.model_validate(person), day)}


@quick
@given(person=PEOPLE, target=TARGETS, day=DAYS, more=st.floats(0, 10))
def test_more_years_never_hurt(book: Rulebook, person: Any, target: Target, day: date, more: float) -> None:
    person = {**{k: v for k, v in person.items() if k != "work_start"}, "years": person.get("years", 1.0)}
    before = judge(book, target, person, day)
    after = judge(book, target, {**person, "years": person["years"] + more}, day)
    for notice, result in before.items():
        if result.verdict is Verdict.ELIGIBLE:
            assert after[notice].verdict is Verdict.ELIGIBLE
        assert after[notice].verdict is not Verdict.INELIGIBLE or result.verdict is Verdict.INELIGIBLE


@quick
@given(person=PEOPLE, target=TARGETS, day=DAYS, forget=st.sets(st.sampled_from(sorted(CHOICES))))
def test_knowing_less_never_yields_eligible(
    book: Rulebook, person: Any, target: Target, day: date, forget: set[str]
) -> None:
    told = judge(book, target, person, day)
    for notice, result in judge(book, target, {k: v for k, v in person.items() if k not in forget}, day).items():
        if result.verdict is Verdict.ELIGIBLE and notice in told and not forget & UNBOUND:
            assert told[notice].verdict is Verdict.ELIGIBLE


@quick
@given(target=TARGETS, day=DAYS)
def test_nothing_told_is_never_eligible(book: Rulebook, target: Target, day: date) -> None:
    for result in judge(book, target, {}, day).values():
        offered = result.conditions[0].id != "offered"
        assert result.verdict is (Verdict.NEED_INFO if offered else Verdict.INELIGIBLE)


@quick
@given(person=PEOPLE, target=TARGETS, day=DAYS)
def test_every_result_is_whole(book: Rulebook, person: Any, target: Target, day: date) -> None:
    results = judge(book, target, person, day)
    assert results
    for notice in book.notices:
        result = results.get(notice.id)
        if result is None:
            continue
        assert result.conditions and all(t.clause and t.quote for t in result.conditions)
        assert result.text.endswith("最终以人社部门审核为准。")
        assert result.earliest is None or (result.verdict is Verdict.NOT_YET and result.earliest > day)
        assert (result.verdict is Verdict.NEED_INFO) or not result.missing
        start, end = notice.window(target).start, notice.window(target).end
        if notice.rules.path(target) is None:
            continue
        assert start and end and (result.window is Window.OPEN) == (start <= day <= end)


@quick
@given(person=PEOPLE, target=TARGETS, day=DAYS, name=st.sampled_from(sorted(CHOICES)), data=st.data())
def test_an_irrelevant_field_changes_nothing(
    book: Rulebook, person: Any, target: Target, day: date, name: str, data: Any
) -> None:
    changed = judge(book, target, {**person, name: data.draw(CHOICES[name])}, day)
    before = judge(book, target, person, day)
    for notice in book.notices:
        path = notice.rules.path(target)
        conditions = path.conditions if path else ()
        tests = [t for c in conditions for t in (c.test, c.applies_when) if t]
        if path and name not in frozenset().union(*map(reads, tests)) and notice.id in before and notice.id in changed:
            assert changed[notice.id].verdict is before[notice.id].verdict
            assert changed[notice.id].missing == before[notice.id].missing


@quick
@given(person=PEOPLE, target=TARGETS, day=DAYS, data=st.data())
def test_the_order_of_answers_does_not_matter(
    book: Rulebook, person: Any, target: Target, day: date, data: Any
) -> None:
    shuffled = dict(data.draw(st.permutations(list(person.items()))))
    assert judge(book, target, person, day) == judge(book, target, shuffled, day)


@quick
@given(person=PEOPLE, target=TARGETS, day=DAYS)
def test_waiting_until_the_earliest_day_helps(book: Rulebook, person: Any, target: Target, day: date) -> None:
    for notice, result in judge(book, target, person, day).items():
        if result.earliest:
            assert judge(book, target, person, result.earliest)[notice].verdict is not Verdict.NOT_YET
            eve = result.earliest - timedelta(days=1)
            assert judge(book, target, person, eve)[notice].verdict is Verdict.NOT_YET


@quick
@given(full=st.fixed_dictionaries(CHOICES), target=TARGETS, day=DAYS)
def test_asking_ends_and_asks_nothing_twice(book: Rulebook, full: Any, target: Target, day: date) -> None:
    told: dict[str, Any] = {}
    asked: list[str] = []
    while (field := next_question(list(judge(book, target, told, day).values()), Applicant(**told), asked)) is not None:
        assert field not in asked
        asked.append(field)
        told[field] = full[field]
    final = judge(book, target, told, day)
    again = judge(book, target, {**told, **{k: v for k, v in full.items() if k not in told}}, day)
    for notice, result in final.items():
        if result.verdict is Verdict.ELIGIBLE and not UNBOUND & (full.keys() - told.keys()):
            assert again[notice].verdict is Verdict.ELIGIBLE
