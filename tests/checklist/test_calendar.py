"""The calendar file: read back with the library, it holds every dated stage and the start of the posting."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import vobject
from icalendar import Calendar

from policies_kb.checklist import calendar_of, make_checklist
from policies_kb.eligibility import Applicant, Target
from policies_kb.loading import load_knowledge_base

BASE = load_knowledge_base()


def events(notice_id: str, target: Target, day: date) -> dict[str, tuple[object, object]]:
    notice = BASE.notices[notice_id]
    checklist = make_checklist(notice, target, Applicant(), day)
    calendar = Calendar.from_ical(calendar_of(checklist, notice))
    return {
        str(event["summary"]): (event.decoded("dtstart"), event.decoded("dtend")) for event in calendar.walk("VEVENT")
    }


def test_whole_days_end_on_the_day_after() -> None:
    found = events("yanqi-2024-chuding", "初定初级", date(2024, 10, 10))
    assert found["网上申报：焉耆县初定通知"] == (date(2024, 9, 25), date(2024, 10, 19))
    assert found["最迟开始单位公示（焉耆县初定通知）"] == (date(2024, 10, 12), date(2024, 10, 13))


def test_hours_are_beijing_time() -> None:
    start, end = events("luntai-2024-chuding", "初定初级", date(2024, 10, 10))["网上申报：轮台县初定通知"]
    assert isinstance(start, datetime)
    assert isinstance(end, datetime)
    assert start.isoformat() == "2024-09-27T10:00:00+08:00"
    assert end.isoformat() == "2024-10-30T18:00:00+08:00"


def test_a_stage_without_a_day_is_no_event() -> None:
    found = events("bazhou-archives-2024", "评审", date(2024, 9, 10))
    assert not any("答辩" in name for name in found)


def test_a_tentative_day_says_so() -> None:
    found = events("bazhou-techschool-2024", "评审", date(2024, 9, 10))
    assert any(name.startswith("答辩（拟定）") for name in found)


def test_only_days_that_lie_ahead_are_written() -> None:
    day = date(2024, 10, 10)
    for notice in BASE.notices.values():
        for path in notice.head.coverage.paths:
            target = BASE.reference.paths[path].target
            for start, end in events(notice.id, target, day).values():
                assert isinstance(start, date)
                last = end.date() if isinstance(end, datetime) else end
                assert isinstance(last, date)
                assert last >= day


def test_when_all_is_over_nothing_is_written() -> None:
    notice = BASE.notices["yanqi-2024-chuding"]
    checklist = make_checklist(notice, "初定初级", Applicant(), date(2025, 3, 1))
    assert checklist.dates
    assert not checklist.has_days_ahead
    assert not events(notice.id, "初定初级", date(2025, 3, 1))


def test_a_second_library_reads_the_same_moments_by_the_zone_that_the_file_states() -> None:
    notice = BASE.notices["luntai-2024-chuding"]
    checklist = make_checklist(notice, "初定初级", Applicant(), date(2024, 10, 10))
    body = calendar_of(checklist, notice).decode()
    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai" in body
    read = vobject.readOne(body)
    ours = events(notice.id, "初定初级", date(2024, 10, 10))
    theirs = {event.summary.value: (event.dtstart.value, event.dtend.value) for event in read.vevent_list}
    assert theirs.keys() == ours.keys()
    for name, (start, end) in theirs.items():
        assert (start, end) == ours[name]
    moments = [start for start, _ in theirs.values() if isinstance(start, datetime)]
    assert moments
    assert all(moment.utcoffset() == timedelta(hours=8) for moment in moments)
