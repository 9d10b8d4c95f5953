"""Judges the last reply to each question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.gold.cases import Question
from bot.gold.judging import judge
from evaluation.heard import Heard
from evaluation.rows import Row, row_of


def evaluate(
    group: str, cases: Iterable[Question], heard: Mapping[str, Heard], texts: Mapping[str, str]
) -> Iterator[Row]:
    """One row for each case."""
    for case in cases:
        reply = heard[case.id].replies[-1]
        judged = judge(case, reply, texts)
        head = {"kind": case.kind, "topic": case.topic, "why": case.why}
        yield row_of(group, case.id, case, case.turns, reply, judged, **head)
