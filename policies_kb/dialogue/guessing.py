"""The one way to the topic classifier from outside the pipeline of Rasa: whoever loads it offers it here.

A message made whole differs from what was typed, so it must be classified again. Without a classifier (on the command
line) nothing is guessed, and the facts' own words decide alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policies_kb.model.question import TopicGuess

Guesses = tuple[TopicGuess, ...]
Guesser = Callable[[Sequence[str]], list[Guesses]]


class _Process:
    def __init__(self) -> None:
        self.guesser: Guesser | None = None


_process = _Process()


def offer(guesser: Guesser) -> None:
    """Takes a classifier of masked texts for this process."""
    _process.guesser = guesser


def guess(texts: Sequence[str]) -> list[Guesses]:
    """The topics of masked texts, likeliest first; nothing for each where no classifier is loaded."""
    return _process.guesser(texts) if _process.guesser and texts else [() for _ in texts]
