"""From the text of a message to a Question (without the classifier's guesses)."""

from __future__ import annotations

from .read import Reader, Reading, pieces

__all__ = ["Reader", "Reading", "pieces"]
