"""The everyday words of topics, folded once: they are the same for every notice and need not lie in each row."""

from __future__ import annotations

from functools import lru_cache

from policies_kb.reference import Reference

from .entries import GAP, Entry
from .folding import fold


class TopicWords:
    """``name``: what a topic is called; ``words``: what people type for it and what belongs to it."""

    def __init__(self, reference: Reference) -> None:
        self.name = {topic.id: fold(topic.name) for topic in reference.topics.values()}
        self.words = {
            topic.id: fold(GAP.join((*reference.words.topics.get(topic.id, ()), topic.covers)))
            for topic in reference.topics.values()
        }

    def of_entry(self, entry: Entry) -> tuple[str, ...]:
        """Names and words of every topic of the entry's facts."""
        topics = dict.fromkeys(topic for point in entry.points for topic in point.topics)
        return tuple(text for topic in topics for text in (self.name[topic], self.words[topic]))


@lru_cache(maxsize=2)
def topic_words(reference: Reference) -> TopicWords:
    """Made once for the reference data."""
    return TopicWords(reference)
