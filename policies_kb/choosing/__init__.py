"""Choosing: whether a text is ours, and what it may be about. Trained from phrases, asked by pipeline and actions."""

from __future__ import annotations

from .chooser import OUT_OF_SCOPE, Chooser, Chosen, fit
from .gate import Circumstance
from .serving import in_use, use
from .stored import NotTrained
from .understood import (
    Understood,
    UnderstoodPart,
    belonging,
    circumstance,
    guesses,
    parts_of,
    understand,
    with_subjects,
)

__all__ = [
    "OUT_OF_SCOPE",
    "Chooser",
    "Chosen",
    "Circumstance",
    "NotTrained",
    "Understood",
    "UnderstoodPart",
    "belonging",
    "circumstance",
    "fit",
    "guesses",
    "in_use",
    "parts_of",
    "understand",
    "use",
    "with_subjects",
]
