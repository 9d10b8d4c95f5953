"""A reader that knows the words of the release's wordbook."""

from __future__ import annotations

import re

from policies_kb.loading import KnowledgeBase
from policies_kb.reading import Reader
from policies_kb.vocabulary import Mention
from policies_kb.vocabulary.gazetteer import normalise

from .book import Kind
from .indexed import IndexedReader


class WordedReader(IndexedReader):
    """Reads a topic's word as the words that the trained model knows, where it masks places and series anyway: the
    classifier and the evidence see these, and what people wrote stays as it is."""

    def __init__(self, base: KnowledgeBase) -> None:
        super().__init__(base)
        self._read_as = {normalise(one.say): one.read_as for one in base.wordbook.words if one.kind is Kind.TOPIC}
        longest = sorted(self._read_as, key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, longest)))

    def _mask(self, text: str, mentions: tuple[Mention, ...]) -> str:
        return self._words.sub(lambda found: self._read_as[found[0]], super()._mask(text, mentions))


def reader_of(base: KnowledgeBase) -> Reader:
    """The reader for these notices, with their wordbook where it holds words of topics."""
    return WordedReader(base) if any(one.kind is Kind.TOPIC for one in base.wordbook.words) else IndexedReader(base)
