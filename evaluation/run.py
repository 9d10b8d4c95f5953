"""Asks, judges and stores: the whole of one run, in the order in which it happens."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.gold import cases
from evaluation import dialogues, eligibility, foreign, heard, questions, regression
from evaluation.assistants import Assistant, assistant
from evaluation.dialogues.evaluate import evaluate as evaluate_dialogues
from evaluation.dialogues.generate import generate as hold_dialogues
from evaluation.eligibility.evaluate import evaluate_api, evaluate_conversation
from evaluation.eligibility.generate import ask_api, converse
from evaluation.foreign.evaluate import evaluate as evaluate_foreign
from evaluation.foreign.generate import generate as ask_foreign
from evaluation.heard import Heard
from evaluation.questions.evaluate import evaluate as evaluate_questions
from evaluation.questions.generate import generate as ask_questions
from evaluation.rows import Row
from evaluation.settings import Settings
from policies_kb.terminal.progress import each

Texts = Mapping[str, str]
Known = Mapping[str, Heard]


@dataclass(frozen=True)
class Task:
    """Cases that are asked and judged in one way; `replies` names the file of what was answered."""

    name: str
    cases: list[Any]
    generate: Callable[[Iterable[Any], Assistant], Iterator[Heard]]
    evaluate: Callable[[Iterable[Any], Known, Texts], Iterator[Row]]

    @property
    def replies(self) -> str:
        """File of the stored replies, in the folder of the result."""
        return f"replies/{self.name.replace(' ', '-')}.jsonl"


def _questions(group: str, paths: Iterable[Path]) -> Task:
    asked = cases.load(cases.Question, paths)
    return Task(group, asked, ask_questions, lambda c, h, t: evaluate_questions(group, c, h, t))


def _stories(group: str, paths: Iterable[Path]) -> Task:
    told = cases.load(cases.Story, paths)
    return Task(group, told, converse, lambda c, h, t: evaluate_conversation(group, c, h, t))


def _foreign(group: str, path: Path) -> Task:
    return Task(group, foreign.load(path), ask_foreign, lambda c, h, _: evaluate_foreign(group, c, h))


def tasks(settings: Settings) -> list[Task]:
    """What the settings ask for, in order."""
    found: list[Task] = [
        _questions(group, paths) for group, paths in questions.GROUPS.items() if group in settings.parts
    ]
    if "dialogues" in settings.parts:
        talks = cases.load(cases.Dialogue, dialogues.CASES)
        found.append(Task("dialogues", talks, hold_dialogues, evaluate_dialogues))
    if "eligibility" in settings.parts:
        stories = cases.load(cases.Story, eligibility.CASES)
        found.append(Task(eligibility.API, stories, ask_api, evaluate_api))
        found.append(_stories(eligibility.CONVERSATION, eligibility.CASES))
    if "foreign" in settings.parts:
        found.append(_foreign("foreign", foreign.QUESTIONS))
        if settings.foreign_elsewhere:
            found.append(_foreign("foreign elsewhere", settings.foreign_elsewhere))
    if "regression" in settings.parts:
        found.append(_questions(regression.QUESTIONS, regression.questions()))
        found.append(_stories(regression.STORIES, regression.stories()))
    wanted = re.compile(settings.only)
    return [
        Task(task.name, [case for case in task.cases if wanted.search(case.id)], task.generate, task.evaluate)
        for task in found
    ]


def generate(settings: Settings) -> None:
    """Puts every case to the assistant and stores what it answers; how far it is shows on stderr."""
    with assistant(settings.base) as tested:
        for task in tasks(settings):
            asked = each(f"提问 {task.name}", task.cases)
            heard.write(settings.out / task.replies, task.generate(asked, tested))


def evaluate(settings: Settings) -> list[Row]:
    """Judges the stored replies of a run; needs no assistant."""
    texts = heard.notice_texts()
    rows: list[Row] = []
    for task in tasks(settings):
        known = {one.id: one for one in heard.read(settings.out / task.replies)}
        rows += task.evaluate(task.cases, known, texts)
    return rows


def state_of_code() -> str:
    """The commit, with + where something is changed; "" outside a repository."""
    try:
        done = subprocess.run(["git", "describe", "--always", "--dirty=+"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
