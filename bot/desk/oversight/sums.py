"""What the page of figures shows, added up from the tallies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.figures import Counted, Tally
from bot.figures.turns import BETWEEN, CLAUSE_ONLY
from policies_kb.model.answer import Status

ANSWERED = frozenset({Status.ANSWERED.value, Status.PARTIAL.value})
# A question back is no end of a question, and small talk is none.
NO_QUESTION = frozenset({Status.SMALL_TALK.value, Status.CLARIFY.value})
STATUSES = {
    Status.ANSWERED.value: "答了",
    Status.PARTIAL.value: "答了一部分",
    Status.NOT_STATED.value: "通知没写",
    Status.DEFERRED.value: "要看别的文件",
    CLAUSE_ONLY: "只找到原文",
    Status.NO_NOTICE.value: "没有通知",
    Status.OUT_OF_SCOPE.value: "不归这里答",
    Status.HANDOFF.value: "转人工",
    Status.ERROR.value: "系统出错",
    Status.CLARIFY.value: "反问",
    Status.SMALL_TALK.value: "寒暄",
}


@dataclass(frozen=True)
class Line:
    """One line of a table: so many questions of ``key``, of which so many had no answer."""

    key: str
    questions: int
    unanswered: int


@dataclass(frozen=True)
class Silence:
    """What no notice states: asked so often, with the place and series asked about ("" where none was named).

    ``aspect``: the id of what is not stated of a topic that is; "" for the whole topic.
    """

    topic: str
    aspect: str
    region: str
    series: str
    questions: int


@dataclass(frozen=True)
class Sums:
    """``days``: every day of the span, also those without a question. Topics count each topic of a question."""

    questions: int
    unanswered: int
    turns: int
    days: tuple[Line, ...]
    topics: tuple[Line, ...]
    regions: tuple[Line, ...]
    series: tuple[Line, ...]
    doors: tuple[Line, ...]
    statuses: tuple[Line, ...]
    silences: tuple[Silence, ...]

    @property
    def share(self) -> float:
        """The share of questions without an answer, 0 to 1."""
        return self.unanswered / self.questions if self.questions else 0.0


def sums(counted: Sequence[Counted], first: date, last: date) -> Sums:
    """Adds up the tallies of the days from ``first`` to ``last``."""
    turns = [one for one in counted if one.tally.first]
    asked = [one for one in turns if one.tally.status not in NO_QUESTION]
    each = [one for one in counted if one.tally.status not in NO_QUESTION]
    by_day = {line.key: line for line in _lines(asked, lambda tally: tally.day)}
    span = [(first + timedelta(days=at)).isoformat() for at in range((last - first).days + 1)]
    return Sums(
        questions=sum(one.count for one in asked),
        unanswered=sum(one.count for one in asked if unanswered(one.tally)),
        turns=sum(one.count for one in turns),
        days=tuple(by_day.get(day, Line(day, 0, 0)) for day in span),
        topics=_lines(each, lambda tally: tally.topic, _topic_unanswered),
        regions=_lines(asked, lambda tally: tally.region),
        series=_lines(asked, lambda tally: tally.series),
        doors=_lines(asked, lambda tally: tally.door),
        statuses=_lines(turns, lambda tally: tally.status),
        silences=_silences(each),
    )


def unanswered(tally: Tally) -> bool:
    """Whether a question that ended so had no answer."""
    return tally.status not in ANSWERED and tally.status not in NO_QUESTION


def _topic_unanswered(tally: Tally) -> bool:
    return tally.silent or unanswered(tally)


def _lines(
    counted: Iterable[Counted], key: Callable[[Tally], str], without: Callable[[Tally], bool] = unanswered
) -> tuple[Line, ...]:
    """One line for each key, the most asked first."""
    questions: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for one in counted:
        questions[key(one.tally)] += one.count
        missed[key(one.tally)] += one.count if without(one.tally) else 0
    return tuple(Line(name, many, missed[name]) for name, many in questions.most_common())


def _silent_on(tally: Tally) -> tuple[str, ...]:
    """The aspects of its topic that are not stated; "" for the whole topic."""
    if tally.silent:
        return ("",)
    return tuple(filter(None, tally.aspects.split(BETWEEN)))


def _silences(counted: Iterable[Counted]) -> tuple[Silence, ...]:
    asked: Counter[tuple[str, str, str, str]] = Counter()
    for one in counted:
        tally = one.tally
        for aspect in _silent_on(tally) if tally.topic else ():
            asked[tally.topic, aspect, tally.region, tally.series] += one.count
    return tuple(Silence(*key, many) for key, many in asked.most_common())
