"""The gold cases of the repository on which a word is tried: questions, those that were mended against, dialogues."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.gold.cases import Dialogue, Question, load

PROJECT = Path(__file__).parents[3]
QUESTIONS = ("evaluation/questions/cases", "tests/validation/questions")
DIALOGUES = ("evaluation/dialogues",)

Case = Question | Dialogue


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """All of them, the questions first; none where the program runs without its repository. Raises CasesInvalid."""
    return (*load(Question, _files(QUESTIONS)), *load(Dialogue, _files(DIALOGUES)))


def _files(folders: tuple[str, ...]) -> list[Path]:
    return [path for name in folders for path in sorted((PROJECT / name).glob("*.yml"))]
