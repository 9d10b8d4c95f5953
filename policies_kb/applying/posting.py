"""The unit's posting: counted in working days from its start, or back from the end of the application."""

from __future__ import annotations

from datetime import date, datetime

from policies_kb.checklist.workdays import BeyondCalendar, last_of, latest_start
from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import APPLY, CutoffFact, PostingFact, WindowFact, day_of
from policies_kb.reading.clauses import clauses
from policies_kb.reading.days import SpokenDay, days_spoken
from policies_kb.reading.quantities import quantities

from .asker import Asker
from .found import Found, found
from .spoken import day_in_words, moment_in_words
from .words import asks, beside, has, words

WORKDAY = "工作日"
WEEK = 7  # calendar days
Deadline = WindowFact | CutoffFact


def posting_in_time(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """Whether a posting that starts (or ends) on a day is over in time; how late it may start; whether days suffice."""
    if not beside("posting", statement.topic) or not has(asker.text, words("subjects", "posting")):
        return None
    rules = [
        fact for fact in notice.record.facts if isinstance(fact, PostingFact) and asker.bound_by(fact) is not False
    ]
    if len(rules) != 1:
        return None
    rule, mine = rules[0], [c for c in clauses(asker.text) if has(c, words("subjects", "posting"))]
    spoken = [(clause, each) for clause in mine for each in days_spoken(clause, asker.today)]
    if not spoken and asks("enough", asker.text) and (counted := _counted(rule, mine, asker.text)):
        return counted
    deadline = _deadline(notice, asker)
    if deadline is None or (end := _end(deadline)) is None or day_of(end) < asker.today:
        return None
    try:
        return _by_day(rule, deadline, end, spoken, asker)
    except BeyondCalendar:
        return None


def _by_day(
    rule: PostingFact, deadline: Deadline, end: date | datetime, spoken: list[tuple[str, SpokenDay]], asker: Asker
) -> Found | None:
    days = rule.working_days
    latest = latest_start(day_of(end), days)
    common = {"days": days, "end": moment_in_words(end), "latest": day_in_words(latest)}
    asked = asks("in_time", asker.text) or asks("enough", asker.text) or asker.text.endswith(words("goes_on"))
    by_the_end = [pair for pair in spoken if _is_limit(*pair) and pair[1].day == day_of(end)]
    spoken = [pair for pair in spoken if pair not in by_the_end]
    if not spoken and (asks("latest", asker.text) or (by_the_end and asked)):
        return found("posting_latest", rule, deadline, about_time=True, **common)
    if len({each.day for _, each in spoken}) != 1 or not asked:
        return None
    clause, first = spoken[0][0], spoken[0][1].day
    ends = clause[: spoken[0][1].start].endswith(words("span_to"))
    if has(clause, words("posting_ends")):
        if has(clause, words("posting_starts")):
            return None
        phrase = "posting_ends_late" if first > day_of(end) else "posting_ends"
        return found(phrase, rule, deadline, about_time=True, last=day_in_words(first), end=moment_in_words(end))
    if ends:
        return None  # 「贴到18号」: when it began is not told
    last = last_of(first, days)
    phrase = "posting_late" if last > day_of(end) else "posting_tight" if last == day_of(end) else "posting_in_time"
    if phrase == "posting_late" and latest < asker.today:
        phrase = "posting_late_anyway"
    said = {**common, "start": day_in_words(first), "last": day_in_words(last)}
    return found(phrase, rule, deadline, about_time=True, **said)


def _is_limit(clause: str, day: SpokenDay) -> bool:
    """「18号前公示得完不」: a day before which it must be over, and none on which it starts."""
    return clause[day.end :].startswith(words("span_limit"))


def _counted(rule: PostingFact, mine: list[str], text: str) -> Found | None:
    """「公示了三天够不够」: fewer days than asked for are never enough; calendar days may hold too few working days.

    None where other days are told besides: 「中间撤了一天」.
    """
    told = [q for clause in mine for q in quantities(clause) if q.dimension == "days" and q.value >= 1]
    if len(told) != 1 or sum(q.dimension == "days" for q in quantities(text)) != 1 or "小时" in told[0].surface:
        return None
    said, needed = told[0], rule.working_days
    if said.value < needed:
        return found("posting_days_short", rule, days=needed, told=said.surface)
    if WORKDAY in said.surface:
        return found("posting_days_enough", rule, days=needed, told=said.surface)
    return found("posting_days_open", rule, days=needed, told=said.surface)


def _deadline(notice: Notice, asker: Asker) -> Deadline | None:
    """What the posting has to be over by: the end of the application, or the moment named besides it."""
    ends: list[Deadline] = [
        fact
        for fact in notice.record.facts
        if ((isinstance(fact, WindowFact) and fact.stage == APPLY) or isinstance(fact, CutoffFact))
        and _end(fact) is not None
        and asker.bound_by(fact) is not False
    ]
    days = {day_of(end) for fact in ends if (end := _end(fact)) is not None}
    return ends[-1] if len(days) == 1 else None  # a cutoff with its hour comes after the window


def _end(fact: Deadline) -> date | datetime | None:
    return fact.at if isinstance(fact, CutoffFact) else fact.end
