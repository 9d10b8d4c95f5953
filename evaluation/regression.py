"""Questions and stories that were once blind and have been mended against since: they show what broke, and nothing of
how the assistant fares with strangers."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path("tests/validation")
QUESTIONS, STORIES = "regression questions", "regression stories"


def questions() -> list[Path]:
    """Files of questions."""
    return sorted((FOLDER / "questions").glob("*.yml"))


def stories() -> list[Path]:
    """Files of stories."""
    return sorted((FOLDER / "stories").glob("*.yml"))


def dialogues() -> list[Path]:
    """Files of dialogues."""
    return sorted((FOLDER / "dialogues").glob("*.yml"))
