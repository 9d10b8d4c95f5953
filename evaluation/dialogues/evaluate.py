"""Judges every turn of each conversation, and the conversation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.gold.cases import Dialogue
from bot.gold.judging import judge
from evaluation.heard import Heard
from evaluation.rows import Row, row_of


def evaluate(cases: Iterable[Dialogue], heard: Mapping[str, Heard], texts: Mapping[str, str]) -> Iterator[Row]:
    """A row of the group `turns` for each turn, and one of `dialogues` for the whole."""
    for case in cases:
        head = {"kind": case.kind, "topic": case.topic, "why": case.why}
        said = [turn.say for turn in case.dialogue]
        turns = [
            row_of("turns", f"{case.id}.{n}", turn, said[:n], reply, judge(turn, reply, texts), **head)
            for n, (turn, reply) in enumerate(zip(case.dialogue, heard[case.id].replies, strict=True), 1)
        ]
        yield from turns
        yield Row(
            group="dialogues",
            id=case.id,
            asked=said,
            reply="\n---\n".join(turn.reply for turn in turns),
            citing=any(turn.citing for turn in turns),
            expected="content",
            faults=[f"turn {n}: {fault}" for n, turn in enumerate(turns, 1) for fault in turn.faults],
            wrong=[f"turn {n}: {wrong}" for n, turn in enumerate(turns, 1) for wrong in turn.wrong],
            cites=[f"turn {n}: {cite}" for n, turn in enumerate(turns, 1) for cite in turn.cites],
            wanted=sum(turn.wanted for turn in turns),
            lacking=sum(turn.lacking for turn in turns),
            kind=case.kind,
            topic=case.topic,
            why=case.why,
        )
