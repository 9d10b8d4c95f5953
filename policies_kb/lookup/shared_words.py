"""The words that the facts of a topic share, whatever notice states them: looked through once for all notices."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import lru_cache

from policies_kb.reference import Reference, Topic

from .evidence import telling

ASKED_LAST = 4096  # tokens
OF_A_FACT, OF_THE_FIRST, OF_A_GAP = "fact", "first", "gap"  # what a topic's words stand for

Bundle = tuple[str, str]  # a topic and what its words stand for


class SharedWords:
    """The everyday words, names and scopes of the topics with what each is worth.

    A fact has them of all its topics and what the first of them covers; what a notice is silent on or leaves to another
    document has them of its topic.
    """

    def __init__(self, reference: Reference) -> None:
        self._texts: dict[Bundle, dict[str, float]] = {}
        for topic in reference.topics.values():
            for kind, weighed in _weighed(topic, reference.words.topics.get(topic.id, ())).items():
                texts: dict[str, float] = {}
                for text, weight in weighed:
                    texts[telling(text)] = max(weight, texts.get(telling(text), 0.0))
                self._texts[topic.id, kind] = texts
        self.holding = lru_cache(maxsize=ASKED_LAST)(self._holding)

    def _holding(self, token: str) -> Mapping[Bundle, float]:
        """Whose words hold a token, and the largest weight that it has there."""
        token = sys.intern(token)
        found = {}
        for bundle, texts in self._texts.items():
            held = max((weight for text, weight in texts.items() if token in text), default=0.0)
            if held:
                found[bundle] = held
        return found


def _weighed(topic: Topic, words: tuple[str, ...]) -> dict[str, list[tuple[str, float]]]:
    return {
        OF_A_FACT: [(topic.name, 0.8), *((word, 0.5) for word in words)],
        OF_THE_FIRST: [(topic.covers, 0.5)],
        OF_A_GAP: [(topic.name, 0.9), (topic.covers, 0.7), *((word, 0.9) for word in words)],
    }


__all__ = ["OF_A_FACT", "OF_A_GAP", "OF_THE_FIRST", "Bundle", "SharedWords"]
