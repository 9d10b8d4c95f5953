"""The words that the facts of a topic share, whatever notice states them: looked through once for all notices."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import MappingProxyType

from policies_kb.reference import Reference, Topic

from .evidence import pieces, telling

OF_A_FACT, OF_THE_FIRST, OF_A_GAP = "fact", "first", "gap"  # what a topic's words stand for

Bundle = tuple[str, str]  # a topic and what its words stand for
NOBODY: Mapping[Bundle, float] = MappingProxyType({})


class SharedWords:
    """The everyday words, names and scopes of the topics with what each is worth.

    A fact has them of all its topics and what the first of them covers; what a notice is silent on or leaves to another
    document has them of its topic.
    """

    def __init__(self, reference: Reference) -> None:
        # token → whose words hold it and the largest weight that it has there: 2,500 tokens, less than a megabyte
        self._holding: dict[str, dict[Bundle, float]] = {}
        for topic in reference.topics.values():
            for kind, weighed in _weighed(topic, reference.words.topics.get(topic.id, ())).items():
                for text, weight in weighed:
                    for token in pieces(telling(text)):
                        held = self._holding.setdefault(sys.intern(token), {})
                        held[topic.id, kind] = max(weight, held.get((topic.id, kind), 0.0))

    def holding(self, token: str) -> Mapping[Bundle, float]:
        """Whose words hold a token, and the largest weight that it has there."""
        return self._holding.get(token, NOBODY)


def _weighed(topic: Topic, words: tuple[str, ...]) -> dict[str, list[tuple[str, float]]]:
    return {
        OF_A_FACT: [(topic.name, 0.8), *((word, 0.5) for word in words)],
        OF_THE_FIRST: [(topic.covers, 0.5)],
        OF_A_GAP: [(topic.name, 0.9), (topic.covers, 0.7), *((word, 0.9) for word in words)],
    }


__all__ = ["OF_A_FACT", "OF_A_GAP", "OF_THE_FIRST", "Bundle", "SharedWords"]
