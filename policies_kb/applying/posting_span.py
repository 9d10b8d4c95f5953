"""A posting from one day to another: how many working days that makes, and whether they suffice."""

from __future__ import annotations

from datetime import date, timedelta

from policies_kb.checklist.workdays import BeyondCalendar, is_workday
from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import PostingFact
from policies_kb.reading.days import SpokenDay, days_spoken

from .asker import Asker
from .found import Found, found
from .spoken import day_in_words
from .words import asks, beside, has, words

WEEK = timedelta(days=7)
LONGEST = timedelta(days=40)  # nobody posts for longer


def posting_span(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """Whether the working days between the first and the last day told, both counted, are as many as asked for."""
    text = asker.text
    if not beside("posting", statement.topic) or not has(text, words("subjects", "posting")) or not asks("span", text):
        return None
    rules = {
        fact.working_days: fact
        for fact in notice.record.facts
        if isinstance(fact, PostingFact) and asker.bound_by(fact) is not False
    }
    span = _span(text, asker.today)
    if len(rules) != 1 or span is None:
        return None
    needed, rule = rules.popitem()
    first, last = span
    try:
        had = sum(is_workday(first + timedelta(days=after)) for after in range((last - first).days + 1))
    except BeyondCalendar:
        return None
    said = {"first": day_in_words(first), "last": day_in_words(last), "had": had, "days": needed}
    if had >= needed:
        return found("posting_span_enough", rule, about_time=True, **said)
    return found("posting_span_short", rule, about_time=True, left=needed - had, **said)


def _span(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day; None where they are not two days of which one leads to the other."""
    spoken = days_spoken(text, today)
    ends = [each for each in spoken if text[: each.start].endswith(words("span_to"))]
    if len(ends) != 1 or text[ends[0].end :].startswith(words("span_limit")):
        return None
    end = ends[0]
    starts = {each.day: each for each in spoken if each.start < end.start}
    if len(starts) != 1 or any(each.start > end.start and each.day != end.day for each in spoken):
        return None
    first, last = starts.popitem()[0], end.day
    if last <= first and _bare(end, text):
        last += WEEK  # 「这周四到周二」: the one that follows
    return (first, last) if timedelta() < last - first <= LONGEST else None


def _bare(spoken: SpokenDay, text: str) -> bool:
    """Whether a day is told by its weekday alone."""
    return not spoken.written and text[spoken.start : spoken.end].startswith(words("weekdays"))
