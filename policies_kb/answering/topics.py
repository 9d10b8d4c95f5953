"""Choosing the topic of a part of a question over all notices that apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType

from policies_kb.loading import Notice
from policies_kb.lookup import Candidate, Ranked, Ranker
from policies_kb.lookup.evidence import Evidence, tokens
from policies_kb.model.question import Part, Scope

NO_BONUS: Mapping[str, float] = MappingProxyType({})
LEAST = 0.18  # below this the message is about nothing on file
NEAR = 0.78  # a topic that scores this share of the best is answered too: the question may be about either
REST = 0.3  # a part may ask two things: the share of its information that the first answer leaves open
HELD = 0.55  # … and how much of that rest the second answer must hold


class Choice:
    """A topic with each notice's candidate for it, and how sure the choice is. The candidates are made when they are
    looked at: most of the topics are chosen by nobody."""

    __slots__ = ("_at", "_made", "_ranked", "score", "topic")

    def __init__(self, topic: str, score: float, ranked: Sequence[Ranked], at: int) -> None:
        self.topic, self.score = topic, score
        self._ranked, self._at = ranked, at
        self._made: dict[str, Candidate] | None = None

    @property
    def candidates(self) -> dict[str, Candidate]:
        """The candidate of each notice, by the notice's id."""
        if self._made is None:
            self._made = {ranked.notice.id: ranked.candidate(self._at) for ranked in self._ranked}
        return self._made


def choose(
    ranker: Ranker,
    notices: tuple[Notice, ...],
    part: Part,
    masked: str,
    scope: Scope,
    bonus: Mapping[str, float] = NO_BONUS,
) -> list[Choice]:
    """All topics for this part, best first. A topic counts by the notice that fits it best, and a little by all.

    ``bonus``: what the conversation or a day in the message adds to a topic.
    """
    if not notices:
        return []
    ranked = [ranker.ranked(notice, part, masked, scope) for notice in notices]
    first, count = ranked[0], len(ranked)
    choices = []
    for at, scores in enumerate(zip(*(one.scores for one in ranked), strict=True)):
        topic = first.topics[at]
        score = 0.7 * max(scores) + 0.3 * sum(scores) / count + bonus.get(topic, 0.0)
        choices.append((-score, -scores[0], at, Choice(topic, score, ranked, at)))
    choices.sort(key=itemgetter(0, 1, 2))  # of equals the one that fits the first notice better
    return [choice for *_, choice in choices]


def asked_besides(ranker: Ranker, choices: list[Choice], masked: str) -> list[Choice]:
    """Further topics of the same part: a near tie with the best, or one that holds what the best leaves open."""
    best, others = choices[0], choices[1:]
    near = [choice for choice in others[:2] if choice.score >= NEAR * best.score and choice.score >= LEAST]
    question = tokens(masked)
    first = next(iter(best.candidates))  # what the best leaves open is told by the first notice
    evidence = ranker.evidence(best.candidates[first].notice)
    rest = evidence.rest(_keys(best, first), question)
    if not near and evidence.share(rest, question) >= REST:
        held = {choice.topic: _held(evidence, choice, first, rest) for choice in others if choice.score >= LEAST * 0.7}
        second = max(held, key=lambda topic: held[topic], default="")
        if second and held[second] >= HELD:
            return [choice for choice in others if choice.topic == second]
    return near[:1]


def _keys(choice: Choice, notice_id: str) -> list[str]:
    """The documents of the first two facts of the notice's cell."""
    return [fact.id for fact, _ in choice.candidates[notice_id].facts[:2]]


def _held(evidence: Evidence, choice: Choice, notice_id: str, rest: list[str]) -> float:
    return max((evidence.score(key, rest) for key in _keys(choice, notice_id)), default=0.0)
