"""Ranks what one notice holds by topic guesses and wording together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from policies_kb.loading import Cell, KnowledgeBase, Notice
from policies_kb.model.facts import AnyFact
from policies_kb.model.question import Part, Scope
from policies_kb.model.record import Deferred, NotStated

from .evidence import Evidence, tokens

# Weights found on the validation questions (tests/validation); see docs/decisions.
TOPIC_WEIGHT = 1.0
WORDS_WEIGHT = 1.0
SILENCE_WEIGHT = 0.6  # a fact that states a small silence yields to a plain one …
ASKED_SILENCE_WEIGHT = 1.3  # … unless the question uses one of its own words (字数, 几篇, 上午)
LIST_WEIGHT = 0.8  # a long list holds a word of everything
LIST_FROM = 110  # characters


@dataclass(frozen=True)
class Candidate:
    """A topic's cell in one notice with its score, and the facts of the cell with theirs, best first."""

    notice: Notice
    cell: Cell
    score: float
    probability: float
    words: float
    facts: tuple[tuple[AnyFact, float], ...]


class Ranker:
    """Ranks the cells of a notice for one part of a question."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._evidence = Evidence(
            (key, fields) for notice in base.notices.values() for key, fields in _documents(notice, base)
        )

        # the last few questions: a part is ranked once for each notice
        self._scores = lru_cache(maxsize=64)(lambda masked: self._evidence.scores(tokens(masked)))
        self._gap_keys = {
            id(entry): f"{kind}{index}"
            for notice in base.notices.values()
            for kind, entries in (
                ("NotStated", notice.record.not_stated),
                ("Deferred", notice.record.deferred),
            )
            for index, entry in enumerate(entries)
        }

    @property
    def evidence(self) -> Evidence:
        """The wording index over all facts and silences."""
        return self._evidence

    def rank(self, notice: Notice, part: Part, masked: str, scope: Scope) -> list[Candidate]:
        """All cells of the notice, best first."""
        scores = self._scores(masked)
        guesses = {guess.topic: guess.probability for guess in part.guesses}
        found = []
        for topic in self._base.reference.topics:
            cell = notice.cell(topic)
            if scope.path:
                narrowed = cell.for_path(scope.path)
                cell = narrowed if narrowed.facts or narrowed.not_stated or narrowed.deferred else cell
            facts = sorted(
                ((fact, scores.get(f"{notice.id}/{fact.id}", 0.0) * _plainness(fact, masked)) for fact in cell.facts),
                key=lambda pair: -pair[1],
            )
            gaps: list[NotStated | Deferred] = [*cell.not_stated, *cell.deferred]
            words = max(
                [score for _, score in facts]
                + [scores.get(f"{notice.id}/{self._gap_keys[id(gap)]}/{topic}", 0.0) for gap in gaps],
                default=0.0,
            )
            probability = guesses.get(topic, 0.0)
            score = TOPIC_WEIGHT * probability + WORDS_WEIGHT * words
            found.append(Candidate(notice, cell, score, probability, words, tuple(facts)))
        return sorted(found, key=lambda candidate: -candidate.score)


def _plainness(fact: AnyFact, question: str) -> float:
    if fact.states_silence:
        asked = any(len(ask) > 1 and ask in question for ask in fact.asks)
        return ASKED_SILENCE_WEIGHT if asked else SILENCE_WEIGHT
    return LIST_WEIGHT if len(fact.say) > LIST_FROM else 1.0


def _documents(notice: Notice, base: KnowledgeBase) -> list[tuple[str, list[tuple[str, float]]]]:
    topics = base.reference.topics
    documents: list[tuple[str, list[tuple[str, float]]]] = []
    for fact in notice.record.facts:
        fields = [
            (fact.say, 1.0),
            *((ask, 1.0) for ask in fact.asks),
            *((q.quote, 0.85) for q in fact.quotes),
        ]
        fields += [(topics[topic].name, 0.8) for topic in fact.topics] + [(topics[fact.topic].covers, 0.5)]
        documents.append((f"{notice.id}/{fact.id}", fields))
    gaps: list[tuple[str, Sequence[NotStated | Deferred]]] = [
        ("NotStated", notice.record.not_stated),
        ("Deferred", notice.record.deferred),
    ]
    for kind, entries in gaps:
        for index, entry in enumerate(entries):
            for topic in entry.topics:
                fields = [
                    (topics[topic].name, 0.9),
                    (topics[topic].covers, 0.7),
                    *((ask, 0.9) for ask in entry.asks),
                ]
                documents.append((f"{notice.id}/{kind}{index}/{topic}", fields))
    return documents
