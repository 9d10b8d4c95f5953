"""The questions of the repository on which a word is tried: gold cases and those that were mended against."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from evaluation.cases import Question, load

PROJECT = Path(__file__).parents[3]
FOLDERS = ("evaluation/questions/cases", "tests/validation/questions")


@lru_cache(maxsize=1)
def cases() -> tuple[Question, ...]:
    """All of them; none where the program runs without its repository. Raises CasesInvalid."""
    return tuple(load(Question, [path for name in FOLDERS for path in sorted((PROJECT / name).glob("*.yml"))]))
