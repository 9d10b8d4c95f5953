"""What sentences on file that are like a new one speak of: a proposal, never more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack

from policies_kb.choosing.grams import Grams, learn, of_characters
from policies_kb.clauses import bare
from policies_kb.model.facts import AnyFact

from .donors import Donor
from .passages import Passage

LONGEST = 3  # characters of a run
ALIKE = 0.30  # how like a sentence on file must be (1 is the same)
UNDER = 0.5  # what likeness of the headings counts beside that of the sentences
MOST = 6  # sentences that have a say
BOILERPLATE = "boilerplate"


@dataclass(frozen=True)
class Proposal:
    """The topic proposed, ``BOILERPLATE`` for none; the fact and the sentence on file most like it; how sure."""

    topic: str
    also: tuple[str, ...]
    fact: AnyFact | None
    donor: Donor
    sentence: str
    likeness: float


@dataclass(frozen=True)
class _Known:
    sentence: str
    facts: tuple[AnyFact, ...]
    donor: Donor
    heading: str


class Alike:
    """The sentences on file by their runs of characters."""

    def __init__(self, donors: Iterable[Donor]) -> None:
        self._known = [known for donor in donors for known in _sentences(donor)]
        texts = [_read(known.sentence) for known in self._known]
        self._grams: Grams | None = None
        self._rows: Any = None
        if len(texts) > 1:
            self._grams, self._rows = learn(of_characters(LONGEST), texts)
            self._headings = vstack([csr_matrix(self._weights(known.heading)) for known in self._known]).tocsr()

    def propose(
        self, sentence: str, kinds: Collection[str] = (), never: Collection[str] = (), heading: str = ""
    ) -> Proposal | None:
        """The topic of most weight among the sentences that are most like this one; None where none is.

        ``kinds``: only facts of these kinds have a say, where any are named; ``never``: topics that cannot be;
        ``heading``: what the sentence stands under, so that of like ones those under a like heading count for more.
        """
        if self._grams is None:
            return None
        wanted = self._weights(sentence)
        if not wanted.any():
            return None
        scores = self._rows @ wanted
        near = scores + UNDER * (self._headings @ self._weights(heading)) * (scores >= ALIKE)
        best = [int(at) for at in np.argsort(-near, kind="stable")[:MOST] if scores[at] >= ALIKE]
        if not best:
            return None
        weights: dict[str, float] = defaultdict(float)
        for at in best:
            facts = [fact for fact in self._known[at].facts if fact.kind in (kinds or (fact.kind,))]
            facts = [fact for fact in facts if fact.topic not in never]
            if not facts and (kinds or self._known[at].facts):
                continue
            for topic in dict.fromkeys(fact.topic for fact in facts) or (BOILERPLATE,):
                share = sum(fact.topic == topic for fact in facts) / len(facts) if facts else 1.0
                weights[topic] += float(near[at]) ** 2 * (0.5 + 0.5 * share)
        if not weights:
            return None
        ranked = sorted(weights, key=lambda topic: -weights[topic])
        first = self._known[best[0]]
        chosen = next((at for at in best if any(f.topic == ranked[0] for f in self._known[at].facts)), best[0])
        fact = next((fact for fact in self._known[chosen].facts if fact.topic == ranked[0]), None)
        also = tuple(
            topic for topic in ranked[1:3] if topic != BOILERPLATE and weights[topic] > 0.6 * weights[ranked[0]]
        )
        return Proposal(ranked[0], also, fact, self._known[chosen].donor, first.sentence, float(scores[best[0]]))

    def _weights(self, text: str) -> Any:
        """The runs of a text by their weight."""
        assert self._grams is not None
        weights = np.zeros(len(self._grams))
        features, values = self._grams.row(_read(text))
        weights[features] = values
        return weights


def heading_of(passage: Passage) -> str:
    """The heading that a sentence stands under; none of a sentence that is one."""
    return passage.headings[0] if passage.headings and not passage.is_heading else ""


def _read(sentence: str) -> str:
    return bare(sentence)


def _sentences(donor: Donor) -> Iterable[_Known]:
    """Each sentence of a notice with the facts that mainly quote of it."""
    facts = [(fact, [(bare(quote.quote), quote.clause) for quote in fact.quotes]) for fact in donor.notice.record.facts]
    for passage in donor.passages:
        own = bare(passage.text)
        if len(own) < 2:
            continue
        main = tuple(fact for fact, quotes in facts if _of(own, passage.clause, quotes[:1]) and not fact.silent)
        main = main or tuple(fact for fact, quotes in facts if _of(own, passage.clause, quotes))
        yield _Known(passage.text, main, donor, heading_of(passage))


def _of(sentence: str, clause: str, quotes: list[tuple[str, str]]) -> bool:
    return any(at == clause and (quote in sentence or sentence in quote) for quote, at in quotes)
