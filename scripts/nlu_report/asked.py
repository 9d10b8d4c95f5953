"""Gold cases put to the assistant in this process and judged by the evaluation's one judge."""

from __future__ import annotations

from collections.abc import Sequence

from bot.gold.cases import Question, load
from bot.gold.reply import Reply
from evaluation import questions, regression
from evaluation.assistants import Assistant
from evaluation.heard import notice_texts
from evaluation.questions.evaluate import evaluate
from evaluation.questions.generate import generate
from evaluation.rows import Row
from policies_kb.terminal.progress import each

Judged = list[tuple[Question, Reply, Row]]


def regression_cases() -> list[Question]:
    """The questions of the regression sets."""
    return load(Question, regression.questions())


def gold_cases() -> list[Question]:
    """The gold questions, those of the hard kinds too."""
    return load(Question, [path for paths in questions.GROUPS.values() for path in paths])


def ask(assistant: Assistant, cases: Sequence[Question]) -> Judged:
    """Each case with the reply to its last turn and what was found in it."""
    heard = {one.id: one for one in generate(each("提问", cases), assistant)}
    rows = evaluate("nlu report", cases, heard, notice_texts())
    return [(case, heard[case.id].replies[-1], row) for case, row in zip(cases, rows, strict=True)]
