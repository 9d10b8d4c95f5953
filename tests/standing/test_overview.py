"""What can be applied for on a day: each line with its days, the open ones first, short however many there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from policies_kb.serving import serving_base
from policies_kb.standing import Line, Overview, State, brief, lead, overview, told
from policies_kb.standing.told import words

RUNS, BEFORE, OVER, YEARS_AFTER = date(2024, 10, 10), date(2024, 9, 1), date(2024, 12, 1), date(2026, 11, 29)


def on(day: date) -> Overview:
    return overview(serving_base(), day)


def test_every_line_on_file_stands_in_it_once() -> None:
    base = serving_base()
    lines = {notice.head.line for notice in base.notices.values() if not notice.head.amends}
    assert len(on(RUNS).lines) == len(lines)
    assert {base.notices[line.notice_id].head.line for line in on(RUNS).lines} == lines


def test_those_that_run_come_first_and_the_next_to_end_is_the_first() -> None:
    found = on(RUNS)
    ends = [line.standing.end for line in found.running]
    assert found.lines[: len(ends)] == found.running
    assert ends == sorted(ends, key=lambda end: end or date.max)
    for line in found.running:
        assert line.standing.end is not None
        assert line.standing.days_left == (line.standing.end - RUNS).days


def test_the_days_are_those_of_the_fact_that_is_cited() -> None:
    for line in on(RUNS).lines:
        fact = line.standing.fact
        assert fact is not None
        assert fact.clause
        assert fact.quote


@pytest.mark.parametrize("line", on(RUNS).running, ids=lambda line: line.notice_id)
def test_the_last_day_is_still_open_and_the_day_after_is_not(line: Line) -> None:
    last = line.standing.end
    assert last is not None
    on_last, after = (next(x for x in on(d).lines if x.whom == line.whom) for d in (last, last + timedelta(days=1)))
    assert on_last.state is State.LAST_DAY
    assert on_last.standing.days_left == 0
    assert after.state is State.CLOSED


def test_before_the_first_day_it_is_not_called_open() -> None:
    found = on(BEFORE)
    assert not found.running
    assert found.upcoming
    assert lead(found).startswith("现在没有正在申报的，还没开始的有")


def test_while_all_are_over_one_sentence_says_what_to_do() -> None:
    assert "下一步" in lead(on(OVER))
    assert "新通知" not in lead(on(OVER))  # the year's notices are on file: nothing is waited for
    assert f"{len(on(YEARS_AFTER).lines)}份还在等2026年的新通知" in lead(on(YEARS_AFTER))
    assert "\n" not in lead(on(YEARS_AFTER))


def test_every_line_has_a_phone() -> None:
    for line in on(YEARS_AFTER).lines:
        assert line.phones[0] in told(on(YEARS_AFTER))


def test_of_hundreds_only_the_open_ones_are_listed_and_the_rest_is_counted() -> None:
    few = on(RUNS)
    many = Overview(RUNS, (*few.running, *(replace(line, whom=f"{n}") for n in range(100) for line in few.rest)))
    said = told(many).splitlines()
    for line in few.running:
        assert any(line.whom in one and "正在申报" in one for one in said)
    assert len(said) <= 2 + words()["most_lines"] + len(many.areas)
    assert sum(area.running + area.upcoming + area.rest for area in many.areas) == len(many.lines)


def test_in_brief_it_is_one_short_line() -> None:
    assert brief(on(RUNS)) == f"{len(on(RUNS).running)}份正在申报"
    assert "还没开始" in brief(on(BEFORE))
    assert "都不在申报期" in brief(on(YEARS_AFTER))


def test_nothing_on_file_says_so() -> None:
    assert "还没有收录通知" in told(Overview(RUNS, ()))
