"""Applications sent back: until when they must come again, and how often they may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import ResubmissionFact
from policies_kb.reading.clauses import clauses
from policies_kb.reading.days import days_spoken, spoken_hour
from policies_kb.reading.quantities import quantities

from .asker import Asker
from .found import Found, found
from .spoken import day_in_words
from .words import asks, beside, has, table, words

HOUR = 60  # minutes
DAY = 24  # hours


def returned_until(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """The moment until which a returned application must be handed in again, from the day (and hour) told."""
    if not beside("returned", statement.topic) or not asks("due", asker.text):
        return None
    case = _returned(notice, asker)
    if case is None:
        return None
    rule, hours, due, hour = case.rule, case.hours, case.due, case.hour
    over = due.date() < asker.today
    if hour is None:
        phrase, words_due = "returned_same_hour", day_in_words(due.date(), asker.today)
    else:
        phrase, words_due = "returned", f"{day_in_words(due.date(), asker.today)}{due:%H:%M}"
    return found(f"{phrase}_over" if over else phrase, rule, about_time=True, due=words_due, hours=hours)


def returned_in_time(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """Whether what was returned on a day and hour told may still come in on another day (and hour) told.

    None where the hours decide and one of them is not told: then the moment itself is the answer.
    """
    asked = asks("in_time", asker.text) or asks("enough", asker.text)
    case = _returned(notice, asker) if beside("returned", statement.topic) and asked else None
    if case is None:
        return None
    others = [clause for clause in clauses(asker.text) if clause != case.clause]
    acts = {(each.day, clause) for clause in others for each in days_spoken(clause, asker.today)}
    if len({day for day, _ in acts}) != 1:
        return None
    day, clause = acts.pop()
    first, last = _hours_of(clause)
    begins, ends = (datetime.combine(day, time()) + timedelta(hours=each) for each in (first, last))
    earliest, latest = case.due, case.due
    if case.hour is None:
        latest += timedelta(hours=DAY)  # some time on that day
    if day < case.day or not (ends <= earliest or begins > latest):
        return None
    phrase = "returned_in_time" if ends <= earliest else "returned_late"
    said = day_in_words(case.due.date(), asker.today)
    said += "与退回时相同的钟点" if case.hour is None else f"{case.due:%H:%M}"
    return found(phrase, case.rule, about_time=True, due=said, hours=case.hours)


@dataclass(frozen=True)
class Returned:
    """What was returned: on which day and at which hour, told in which clause, and when it must be back."""

    rule: ResubmissionFact
    hours: int
    clause: str
    day: date
    hour: float | None
    due: datetime


def _returned(notice: Notice, asker: Asker) -> Returned | None:
    mine = [clause for clause in clauses(asker.text) if has(clause, words("subjects", "returned"))]
    rules = {
        fact.hours: fact
        for fact in notice.record.facts
        if isinstance(fact, ResubmissionFact) and fact.hours is not None
    }
    days = {each.day for clause in mine for each in days_spoken(clause, asker.today) if each.day <= asker.today}
    if len(rules) != 1 or len(mine) != 1 or len(days) != 1:
        return None
    hours, rule = rules.popitem()
    assert hours is not None
    day, hour = days.pop(), spoken_hour(mine[0])
    due = datetime.combine(day, time()) + timedelta(minutes=round((hour or 0) * HOUR), hours=hours)
    return Returned(rule, hours, mine[0], day, hour, due)


def _hours_of(clause: str) -> tuple[float, float]:
    """The first and the last hour that a clause may mean: one told, a part of the day, or the whole of it."""
    hour = spoken_hour(clause)
    if hour is not None:
        return hour, hour
    named = [span for word, span in table("parts_of_day").items() if word in clause]
    return (named[0][0], named[0][1]) if len(named) == 1 else (0.0, float(DAY))


def times_left(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """How the number of submissions told stands to the number allowed."""
    if not beside("times", statement.topic) or (not asks("enough", asker.text) and not asks("in_time", asker.text)):
        return None
    rules = {fact.times: fact for fact in statement.facts if isinstance(fact, ResubmissionFact) and fact.times}
    mine = [c for c in clauses(asker.text) if has(c, words("subjects", "submitted"))]
    mine = [clause for clause in mine if not has(clause, words("subjects", "returned"))]
    told = [q for clause in mine for q in quantities(clause) if q.dimension == "times"]
    if len(rules) != 1 or len(told) != 1:
        return None
    times, rule = rules.popitem()
    assert times is not None
    number = int(told[0].value)
    phrase = "times_within" if number < times else "times_at" if number == times else "times_over"
    return found(phrase, rule, told=number, times=times)
