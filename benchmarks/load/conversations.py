"""Conversations as people hold them: the gold dialogues, and the gold questions, which have one turn or two."""

from __future__ import annotations

from bot.gold.cases import Dialogue
from evaluation.run import tasks
from evaluation.settings import Settings


def conversations() -> list[list[str]]:
    """Each a list of messages."""
    cases = [case for task in tasks(Settings(parts=["questions", "dialogues"])) for case in task.cases]
    return [[turn.say for turn in case.dialogue] if isinstance(case, Dialogue) else case.turns for case in cases]
