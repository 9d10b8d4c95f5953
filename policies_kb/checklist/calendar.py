"""The dates of a checklist that lie ahead, as iCalendar (RFC 5545), with a reminder the day before each end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from icalendar import Alarm, Calendar, Event, Timezone

from policies_kb.loading import Notice
from policies_kb.model.facts import AnyFact
from policies_kb.today import BEIJING

from .model import Checklist, StageDates

REMIND = timedelta(days=-1)
ZONE_FROM, ZONE_TO = date(2000, 1, 1), date(2100, 1, 1)  # the days for which VTIMEZONE states Beijing's offset
NO_NAMES: Mapping[str, str] = MappingProxyType({})


def calendar_of(
    checklist: Checklist, notice: Notice, made: datetime | None = None, names: Mapping[str, str] = NO_NAMES
) -> bytes:
    """One event a stage that is not over, and the latest day to start the posting; RFC 5545 asks for VTIMEZONE.

    ``made`` is the moment for DTSTAMP (default: now). ``names``: what to call another notice that states a date, such
    as one that postpones. Nothing in it tells who the person is.
    """
    stamp = made or datetime.now(UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//xinjiang-title-assistant//zh-CN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{notice.head.short_name} {checklist.target}")
    calendar.add_component(Timezone.from_tzid(str(BEIJING), first_date=ZONE_FROM, last_date=ZONE_TO))
    for stage in checklist.ahead:
        if stage.end is not None:
            calendar.add_component(_event(stage, checklist, notice, stamp, names))
    posting = checklist.posting
    if posting and posting.day and not posting.passed(checklist.as_of):
        event = _base(f"posting.{notice.id}.{checklist.path}", stamp)
        event.add("summary", f"最迟开始单位公示（{notice.head.short_name}）")
        event.add("description", _described(posting.fact, notice, names))
        event.add("dtstart", posting.day)
        event.add("dtend", posting.day + timedelta(days=1))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(stage: StageDates, checklist: Checklist, notice: Notice, stamp: datetime, names: Mapping[str, str]) -> Event:
    assert stage.end is not None
    event = _base(f"{stage.fact.id}.{notice.id}.{checklist.path}", stamp)
    word = "（拟定）" if stage.tentative else ""
    event.add("summary", f"{stage.name}{word}：{notice.head.short_name}")
    event.add("description", _described(stage.fact, notice, names))
    start = stage.start if stage.start is not None else stage.end
    event.add("dtstart", _moment(start))
    # an all-day event ends on the day after its last one (RFC 5545, 3.6.1)
    event.add("dtend", _moment(stage.end) if isinstance(stage.end, datetime) else stage.end + timedelta(days=1))
    return event


def _base(name: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@xinjiang-title-assistant")
    event.add("dtstamp", stamp)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "职称申报日期提醒")
    alarm.add("trigger", REMIND, parameters={"related": "END"})
    event.add_component(alarm)
    return event


def _described(fact: AnyFact, notice: Notice, names: Mapping[str, str]) -> str:
    phones = "、".join(contact.phone for contact in notice.contacts)
    source = f"{names.get(fact.notice, notice.head.short_name)} {fact.clause}"
    return f"{fact.say}（{source}）咨询：{phones}。以人社部门审核为准。"


def _moment(when: date | datetime) -> date | datetime:
    return when.replace(tzinfo=BEIJING) if isinstance(when, datetime) else when
