"""Which words are no names: those of the reference data and notices that serve, and those of the dictionary."""

from __future__ import annotations

from collections.abc import Iterable

from policies_kb.loading import RecordError
from policies_kb.reading import specialties_of
from policies_kb.reference import load_reference
from policies_kb.serving import Snapshot, current
from policies_kb.vocabulary.dictionary import is_word, vocabulary

SHORTEST = 2  # characters of a word


class Words:
    """The vocabulary: places, series, specialties, kinds of education and so on."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) >= SHORTEST)
        self._sizes = sorted({len(word) for word in self._words})
        self._begins = frozenset(word[:SHORTEST] for word in self._words)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def at(self, text: str, start: int) -> bool:
        """Whether one of the words begins there."""
        if text[start : start + SHORTEST] not in self._begins:
            return False
        return any(text[start : start + size] in self._words for size in self._sizes)


def words() -> Words:
    """Of the release that serves; of the reference data alone where none can be served."""
    try:
        return current().of(_of)
    except RecordError:
        return Words(vocabulary(load_reference()))


def is_ordinary(word: str) -> bool:
    """Whether the dictionary has the word, be it a name."""
    return is_word(word)


def _of(snapshot: Snapshot) -> Words:
    return Words((*vocabulary(snapshot.base.reference), *specialties_of(snapshot.base)))
