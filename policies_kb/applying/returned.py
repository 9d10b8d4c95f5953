"""Applications sent back: until when they must come again, and how often they may."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import ResubmissionFact
from policies_kb.reading.clauses import clauses
from policies_kb.reading.days import days_spoken, spoken_hour
from policies_kb.reading.quantities import quantities

from .asker import Asker
from .found import Found, found
from .spoken import day_in_words
from .words import asks, beside, has, words

HOUR = 60  # minutes


def returned_until(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """The moment until which a returned application must be handed in again, from the day (and hour) told."""
    if not beside("returned", statement.topic) or not asks("due", asker.text):
        return None
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
    minutes = round((hour or 0) * HOUR)
    due = datetime.combine(day, time()) + timedelta(minutes=minutes, hours=hours)
    over = due.date() < asker.today
    if hour is None:
        phrase, words_due = "returned_same_hour", day_in_words(due.date(), asker.today)
    else:
        phrase, words_due = "returned", f"{day_in_words(due.date(), asker.today)}{due:%H:%M}"
    return found(f"{phrase}_over" if over else phrase, rule, about_time=True, due=words_due, hours=hours)


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
