"""Before a release serves, it must have answered a question and judged a case from every notice in force."""

from __future__ import annotations

from datetime import date

from policies_kb.eligibility import Applicant, assess_notice
from policies_kb.loading import Notice
from policies_kb.model.answer import Status
from policies_kb.model.question import Part, Question, Scope, TopicGuess
from policies_kb.scope import timeline
from policies_kb.today import today

from .snapshot import Snapshot

CONTACT = "contact"
ASKED = 12  # notices whose index is made before anybody asks: all, while they are few


class Unproved(RuntimeError):
    """The release did not answer or judge as its own records say; the message names notice and probe."""


def prove(snapshot: Snapshot, day: date) -> None:
    """Has every notice in force on ``day`` judge somebody who has told nothing, and asks the newest for their phone.

    Raises Unproved. Whatever a notice has of a place, a series, an index or a rule is used on the way. Where notices
    are read when they are asked for, the newest stand for all: each has had its rules bound when it was made ready.
    """
    in_force = timeline(snapshot.base).current(day)
    newest = sorted(in_force, key=lambda notice: notice.head.issued, reverse=True)[:ASKED]
    for notice in newest if snapshot.base.filed else in_force:
        _judged(snapshot, notice, day)
    for notice in newest:
        _asked(snapshot, notice, day)


def answers(snapshot: Snapshot, day: date) -> None:
    """Asks the newest notice in force once more, as the doors would; raises Unproved."""
    for notice in _newest(snapshot, day):
        _asked(snapshot, notice, day)


def judges(snapshot: Snapshot, day: date) -> None:
    """Has the newest notice in force judge once more; raises Unproved."""
    for notice in _newest(snapshot, day):
        _judged(snapshot, notice, day)


def _newest(snapshot: Snapshot, day: date) -> list[Notice]:
    return sorted(timeline(snapshot.base).current(day), key=lambda notice: notice.head.issued)[-1:]


def proved(snapshot: Snapshot) -> bool:
    """Proves a snapshot once, as of the day on which it is first asked; raises Unproved."""
    return snapshot.of(_proved_today)


def _proved_today(snapshot: Snapshot) -> bool:
    prove(snapshot, today())
    return True


def _asked(snapshot: Snapshot, notice: Notice, day: date) -> None:
    coverage = notice.head.coverage
    scope = Scope(
        regions=coverage.regions[:1],
        series=tuple(notice.series)[:1] if coverage.series_mode == "only" else (),
        path=coverage.paths[0],
    )
    name = snapshot.base.reference.topics[CONTACT].name
    part = Part(name, (TopicGuess(CONTACT, 1.0),))
    found = snapshot.answerer.answer(Question(name, day, scope, (part,), named=scope))
    quoted = {citation.notice_id for statement in found.statements for citation in statement.citations}
    if found.status is not Status.ANSWERED or not quoted:
        raise Unproved(f"{notice.id}：问“{name}”得到 {found.status}，没有引用原文")


def _judged(snapshot: Snapshot, notice: Notice, day: date) -> None:
    rules = snapshot.rulebook.of(notice.id, day)
    target = rules.rules.paths[0].targets[0]
    result = assess_notice(rules, target, Applicant(), day)
    if not result.conditions or not all(trace.clause and trace.quote for trace in result.conditions):
        raise Unproved(f"{notice.id}：核对“{target}”没有给出带条款的条件")
