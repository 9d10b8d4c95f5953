"""Choosing the topic of a part of a question over all notices that apply."""

from __future__ import annotations

from dataclasses import dataclass

from policies_kb.loading import Notice
from policies_kb.lookup import Candidate, Ranker
from policies_kb.model.question import Part, Scope

LEAST = 0.34  # below this the message is about nothing on file
SECOND = 0.5  # a second topic of the same part needs this share of the first's score


@dataclass(frozen=True)
class Choice:
    """A topic with each notice's candidate for it, and how sure the choice is."""

    topic: str
    score: float
    candidates: dict[str, Candidate]


def choose(ranker: Ranker, notices: tuple[Notice, ...], part: Part, masked: str, scope: Scope) -> list[Choice]:
    """All topics for this part, best first. A topic counts by the notice that fits it best, and a little by all."""
    by_topic: dict[str, dict[str, Candidate]] = {}
    for notice in notices:
        for candidate in ranker.rank(notice, part, masked, scope):
            by_topic.setdefault(candidate.cell.topic, {})[notice.id] = candidate
    choices = []
    for topic, candidates in by_topic.items():
        scores = [candidate.score for candidate in candidates.values()]
        choices.append(Choice(topic, 0.7 * max(scores) + 0.3 * sum(scores) / len(scores), candidates))
    return sorted(choices, key=lambda choice: -choice.score)
