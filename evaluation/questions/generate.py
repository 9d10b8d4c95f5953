"""Asks the questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.gold.cases import Question
from evaluation.assistants import Assistant
from evaluation.heard import Heard, Talk


def generate(cases: Iterable[Question], assistant: Assistant) -> Iterator[Heard]:
    """All turns of each case, in a conversation of its own."""
    for case in cases:
        talk = Talk(assistant)
        for turn in case.turns:
            talk.say(turn, case.today)
        yield Heard(id=case.id, replies=talk.replies)
