"""Dialogues that were once written without sight of the records, and mended against since: what broke, not accuracy."""

from __future__ import annotations

from bot.gold.cases import Dialogue, load
from evaluation import regression
from evaluation.assistants import Assistant
from evaluation.dialogues.evaluate import evaluate
from evaluation.dialogues.generate import generate
from evaluation.heard import notice_texts

CASES = load(Dialogue, regression.dialogues())
LEAST_RIGHT = 0.9  # of turns
MOST_WRONG = 0


def test_validation_dialogues(assistant: Assistant) -> None:
    heard = {one.id: one for one in generate(CASES, assistant)}
    rows = list(evaluate(CASES, heard, notice_texts()))
    turns = [row for row in rows if row.group == "turns"]
    wrong = {row.id: row.wrong for row in turns if row.wrong}
    failed = [row.id for row in turns if not row.right]
    assert turns and len(wrong) <= MOST_WRONG, wrong
    assert 1 - len(failed) / len(turns) >= LEAST_RIGHT, failed
