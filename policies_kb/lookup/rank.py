"""Ranks what one notice holds by topic guesses and wording together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import NamedTuple

from policies_kb.loading import Cell, KnowledgeBase, Notice
from policies_kb.model.facts import AnyFact, Path
from policies_kb.model.question import Part, Scope
from policies_kb.model.record import Deferred, NotStated
from policies_kb.reference import Reference

from .evidence import Evidence, tokens
from .shared_words import OF_A_FACT, OF_A_GAP, OF_THE_FIRST, Bundle, SharedWords

# Weights found on the validation questions (tests/validation); see docs/decisions.
TOPIC_WEIGHT = 1.0
WORDS_WEIGHT = 1.0
SILENCE_WEIGHT = 0.6  # a fact that states a small silence yields to a plain one …
ASKED_SILENCE_WEIGHT = 1.3  # … unless the question uses one of its own words (字数, 几篇, 上午)
LIST_WEIGHT = 0.8  # a long list holds a word of everything
LIST_FROM = 110  # characters
INDEXED = 128  # notices
RECENT = 128  # parts × notices: those of a message with many parts, asked of every notice


@dataclass(slots=True, eq=False)
class Candidate:
    """A topic's cell in one notice with its score, and the facts of the cell with theirs, best first.

    Of some four hundred candidates for a question a handful is looked into: only theirs are put in order.
    """

    notice: Notice
    cell: Cell
    score: float
    probability: float
    words: float
    told: Mapping[str, float]  # the scores of all facts of the notice
    _ordered: tuple[tuple[AnyFact, float], ...] | None = None

    @property
    def facts(self) -> tuple[tuple[AnyFact, float], ...]:
        """The facts of the cell with their scores, best first."""
        if self._ordered is None:
            scored = ((fact, self.told.get(fact.id, 0.0)) for fact in self.cell.facts)
            self._ordered = tuple(sorted(scored, key=itemgetter(1), reverse=True))
        return self._ordered


class _Laid(NamedTuple):
    """The cells of a notice by the order of the topics, with the key of each topic's gap, and where each fact is."""

    topics: tuple[str, ...]
    cells: tuple[Cell, ...]
    gaps: tuple[str, ...]
    of_fact: Mapping[str, Sequence[int]]


@dataclass(slots=True, eq=False)
class Ranked:
    """The cells of one notice for one part of a question, by the order of the topics: of some hundred candidates in
    each of several notices a handful is looked at, and only those are made."""

    notice: Notice
    topics: Sequence[str]
    cells: Sequence[Cell]
    scores: Sequence[float]
    probabilities: Sequence[float]
    words: Sequence[float]
    told: Mapping[str, float]

    def candidate(self, at: int) -> Candidate:
        """The candidate of the topic at this place."""
        return Candidate(
            self.notice, self.cells[at], self.scores[at], self.probabilities[at], self.words[at], self.told
        )


class Ranker:
    """Ranks the cells of a notice for one part of a question."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._shared_words = SharedWords(base.reference)
        # an amended notice has an index of its own; each is some hundred kilobytes
        self.evidence = lru_cache(maxsize=INDEXED)(self._indexed)
        # the last few questions: a part is ranked once for each notice
        self._scores = lru_cache(maxsize=RECENT)(self._scored)
        self._told = lru_cache(maxsize=RECENT)(self._told_of)
        self._words = lru_cache(maxsize=RECENT)(self._words_of)
        self._cells = lru_cache(maxsize=64)(self._cells_for_path)

    def _indexed(self, notice: Notice) -> Evidence:
        """The wording index over the facts and silences of one notice; made when it is first asked about."""
        reference = self._base.reference
        return Evidence(_documents(notice, reference), _shared(notice, reference), self._shared_words.holding)

    def scores(self, notice: Notice, text: str) -> dict[str, float]:
        """How much of a text each fact of the notice holds."""
        return self._scores(notice, text)

    def rank(self, notice: Notice, part: Part, masked: str, scope: Scope) -> list[Candidate]:
        """All cells of the notice, best first."""
        ranked = self.ranked(notice, part, masked, scope)
        found = [ranked.candidate(at) for at in range(len(ranked.scores))]
        return sorted(found, key=attrgetter("score"), reverse=True)

    def ranked(self, notice: Notice, part: Part, masked: str, scope: Scope) -> Ranked:
        """The score of every topic's cell in the notice, in the order of the topics."""
        laid, words = self._cells(notice, scope.path), self._words(notice, masked, scope.path)
        guesses = {guess.topic: guess.probability for guess in part.guesses}
        probabilities = [guesses.get(topic, 0.0) for topic in laid.topics]
        scores = [TOPIC_WEIGHT * guess + WORDS_WEIGHT * word for guess, word in zip(probabilities, words, strict=True)]
        return Ranked(notice, laid.topics, laid.cells, scores, probabilities, words, self._told(notice, masked))

    def _words_of(self, notice: Notice, masked: str, path: Path | None) -> list[float]:
        """How much of a text each topic's cell holds, by its best fact or by what it leaves open."""
        scores, laid = self._scores(notice, masked), self._cells(notice, path)
        words = [scores.get(gap, 0.0) for gap in laid.gaps]
        for fact, score in self._told(notice, masked).items():
            for at in laid.of_fact.get(fact, ()):
                if score > words[at]:
                    words[at] = score
        return words

    def _cells_for_path(self, notice: Notice, path: Path | None) -> _Laid:
        """Every topic with its cell as it is for the path; the whole cell where nothing is said for the path."""
        topics, cells = tuple(self._base.reference.topics), []
        of_fact: dict[str, list[int]] = {}
        for at, topic in enumerate(topics):
            cell = notice.cell(topic)
            narrowed = cell.for_path(path)
            cell = narrowed if narrowed.facts or narrowed.not_stated or narrowed.deferred else cell
            cells.append(cell)
            for fact in cell.facts:
                of_fact.setdefault(fact.id, []).append(at)
        return _Laid(topics, tuple(cells), tuple(map(_gap, topics)), of_fact)

    def _scored(self, notice: Notice, masked: str) -> dict[str, float]:
        return self.evidence(notice).scores(tokens(masked))

    def _told_of(self, notice: Notice, masked: str) -> dict[str, float]:
        """The score of every fact that holds something of the text, by how plainly it says it."""
        scores, facts = self._scores(notice, masked), notice.record.facts
        return {fact.id: scores[fact.id] * self._plainness(fact, masked) for fact in facts if fact.id in scores}

    def _plainness(self, fact: AnyFact, question: str) -> float:
        if fact.silent:
            words = (*fact.asks, *self._base.reference.words.points.get(fact.id, ()))
            asked = any(len(word) > 1 and word in question for word in words)
            return ASKED_SILENCE_WEIGHT if asked else SILENCE_WEIGHT
        return LIST_WEIGHT if len(fact.say) > LIST_FROM else 1.0


def _gap(topic: str) -> str:
    """The key of what a notice is silent on or leaves to another document."""
    return f"/{topic}"


def _documents(notice: Notice, reference: Reference) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    """What each fact and each gap of a notice says in words of its own."""
    for fact in notice.record.facts:
        own = ((word, 1.0) for word in (*fact.asks, *reference.words.points.get(fact.id, ())))
        quoted = (fact.quote, *(quote.quote for quote in fact.more_quotes))
        yield fact.id, [(fact.say, 1.0), *own, *((quote, 0.85) for quote in quoted)]
    for topic in reference.topics:
        if gaps := _gaps(notice.cell(topic)):
            yield _gap(topic), [(ask, 0.9) for gap in gaps for ask in gap.asks]


def _shared(notice: Notice, reference: Reference) -> dict[str, list[Bundle]]:
    """The words that each has with all others of its topics."""
    of_facts: dict[str, list[Bundle]] = {
        fact.id: [*((topic, OF_A_FACT) for topic in fact.topics), (fact.topic, OF_THE_FIRST)]
        for fact in notice.record.facts
    }
    return of_facts | {_gap(topic): [(topic, OF_A_GAP)] for topic in reference.topics if _gaps(notice.cell(topic))}


def _gaps(cell: Cell) -> list[NotStated | Deferred]:
    return [*cell.not_stated, *cell.deferred]
