"""Finding what the notices hold on a question: topic guesses and the words of the facts, weighed together."""

from __future__ import annotations

from .evidence import Evidence
from .rank import Candidate, Ranked, Ranker

__all__ = ["Candidate", "Evidence", "Ranked", "Ranker"]
