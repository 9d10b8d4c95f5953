"""How well entries answer a query. Databases only find candidates; this alone orders them, from rows alike in both.

The weights of the fields are those of the lookup of facts (``policies_kb/lookup``), which were found on the validation
questions: what a fact says and is asked by counts fully (less where it only states a silence), its quote less, its
topic's everyday words half.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .entries import GAP, Point
from .folding import holds
from .matter import Matter
from .topic_words import TopicWords
from .units import Unit

SAID, SILENT, TITLE, QUOTED, TOPIC, WORDS, ABOUT = 1.0, 0.6, 1.0, 0.85, 0.8, 0.5, 1.0
FORM = 0.8  # a form to be filled in rules nothing
EXACT = 9  # decimals that count: what differs less is equal


@dataclass(frozen=True)
class Ranked:
    """An entry with its score (the share of the query's information that it holds), and its point that holds most.

    ``printed``: the share that the clause itself prints; ``headed``: how much of its heading is words of the query.
    """

    matter: Matter
    score: float
    point: Point | None
    printed: float
    headed: float

    @property
    def place(self) -> tuple[float, int, float, float, int, int]:
        """Sorts results: by score; rules before the frame of a notice and its forms; then by what the clause prints and
        its heading holds of the query; then the shorter text, then the key.
        """
        told = len(self.point.words) if self.point else len(self.matter.text)
        return -self.score, self.matter.far, -self.printed, -self.headed, told, self.matter.key


class Ranker:
    """Orders the candidates of one query."""

    def __init__(self, units: Sequence[Unit], entries: int, topics: TopicWords) -> None:
        """``entries``: how many the index has."""
        self._units = [(unit, math.log(1 + entries / max(unit.entries, 1))) for unit in units]
        self._total = sum(weight for _, weight in self._units) or 1.0
        self._topics = topics
        self._in_topic: dict[tuple[str, int], float] = {}

    def rank(self, found: Iterable[Matter]) -> list[Ranked]:
        """All of them, best first."""
        return sorted(map(self._ranked, found), key=lambda ranked: ranked.place)

    def _ranked(self, matter: Matter) -> Ranked:
        anywhere = [self._anywhere(unit, matter) for unit, _ in self._units]
        told = [self._told(number, point, anywhere) for number, point in enumerate(matter.points)]
        best = max(told, default=None)
        score = max(self._sum(anywhere), best[0] if best else 0.0) * (FORM if matter.far > 1 else 1.0)
        chosen = matter.points[-best[-1]] if best and best[1] else None
        return Ranked(
            matter, self._share(score), chosen, self._share(self._sum(self._printed(matter))), self._headed(matter)
        )

    @staticmethod
    def _anywhere(unit: Unit, matter: Matter) -> float:
        """What the clause and its notice hold of a unit. What the whole notice is about tells its clauses not apart."""
        about = _held(unit, matter.about) * ABOUT
        if about or not unit.asked:
            return about
        return max(_held(unit, matter.title) * TITLE, _held(unit, matter.text) * QUOTED)

    def _told(self, number: int, point: Point, anywhere: Sequence[float]) -> tuple[float, float, bool, int]:
        """How much a clause holds with this point of it, how much the point alone; the plain before the silent.

        Of equal points the one that the record tells first is the greatest.
        """
        said = SILENT if point.silent else SAID
        own = [
            max(_held(unit, point.words) * said, self._by_topics(place, unit, point)) * point.share
            for place, (unit, _) in enumerate(self._units)
        ]
        return self._sum(list(map(max, own, anywhere))), self._sum(own), not point.silent, -number

    def _printed(self, matter: Matter) -> list[float]:
        return [max(_held(unit, matter.title), _held(unit, matter.text)) for unit, _ in self._units]

    def _headed(self, matter: Matter) -> float:
        heading = matter.title.rsplit(GAP, 1)[-1]
        words = {reading.word for unit, _ in self._units for reading in unit.readings if holds(heading, reading.word)}
        return round(min(1.0, sum(map(len, words)) / max(len(heading), 1)), EXACT)

    def _share(self, held: float) -> float:
        return round(held / self._total, EXACT)

    def _sum(self, held: Sequence[float]) -> float:
        return sum(share * weight for share, (_, weight) in zip(held, self._units, strict=True))

    def _by_topics(self, number: int, unit: Unit, point: Point) -> float:
        return max([self._of_topic(number, unit, topic) for topic in point.topics], default=0.0)

    def _of_topic(self, number: int, unit: Unit, topic: str) -> float:
        found = self._in_topic.get((topic, number))
        if found is None:
            name, words = self._topics.name[topic], self._topics.words[topic]
            found = max(_held(unit, name) * TOPIC, _held(unit, words) * WORDS)
            self._in_topic[topic, number] = found
        return found


def _held(unit: Unit, text: str) -> float:
    """The weight of the surest reading that the text holds; 0 where it holds none."""
    most = 0.0
    for reading in unit.readings:
        if reading.weight > most and reading.word in text and holds(text, reading.word):
            most = reading.weight
    return most
