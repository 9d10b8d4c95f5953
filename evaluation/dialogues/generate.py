"""Holds the conversations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.gold.cases import Dialogue
from evaluation.assistants import Assistant
from evaluation.heard import Heard, Talk


def generate(cases: Iterable[Dialogue], assistant: Assistant) -> Iterator[Heard]:
    """Every turn, whatever was answered before."""
    for case in cases:
        talk = Talk(assistant)
        for turn in case.dialogue:
            talk.say(turn.say, turn.today or case.today)
        yield Heard(id=case.id, replies=talk.replies)
