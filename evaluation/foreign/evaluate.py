"""Finds the false answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.gold.cases import Question
from bot.gold.judging import Judgement
from evaluation.heard import Heard
from evaluation.rows import Row, row_of


def evaluate(group: str, cases: Iterable[Question], heard: Mapping[str, Heard]) -> Iterator[Row]:
    """One row for each question; how it is turned away is not judged, only that no notice is cited."""
    for case in cases:
        reply = heard[case.id].replies[-1]
        judged = Judgement()
        if reply.citations:
            judged.wrong.append("cites a notice for what no notice is about")
        if not reply.spoken.strip():
            judged.faults.append(f"no reply {reply.failed}".strip())
        yield row_of(
            group, case.id, case.model_copy(update={"out_of_scope": True}), case.turns, reply, judged, kind=case.kind
        )
