"""Phrases as an official writes them.

``a/b``: either word; ``…``: a gap within a clause; ``+``: no gap; ``#``: any number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from policies_kb.lexers.numerals import NUMBER
from policies_kb.vocabulary.gazetteer import normalise

CLAUSE = r"[^,，。;；:：!！?？\n]"
GAP, NO_GAP, EITHER, ANY_NUMBER = "…", "+", "/", "#"

Span = tuple[int, int]


class Phrases:
    """A list of phrases, looked for together; of what they find, that inside one of the ``barred`` does not count."""

    def __init__(self, phrases: Sequence[str], barred: Sequence[str] = (), gap: int = 8) -> None:
        self.phrases = tuple(phrases)
        self._wanted = _compile(phrases, gap)
        self._barred = _compile(barred, gap)

    def find(self, text: str) -> list[Span]:
        """Where one of the phrases stands, in reading order; ``text`` is folded like a message."""
        if self._wanted is None:
            return []
        spans = [match.span() for match in self._wanted.finditer(text)]
        if not spans or self._barred is None:
            return spans
        barred = [match.span() for match in self._barred.finditer(text)]
        return [span for span in spans if not any(start < span[1] and span[0] < end for start, end in barred)]

    def __bool__(self) -> bool:
        return self._wanted is not None


def pattern_of(phrase: str, gap: int) -> str:
    """A phrase as a regular expression."""
    runs = fold(phrase).split(fold(GAP))
    return f"{CLAUSE}{{0,{gap}}}?".join("".join(map(_either, run.split(NO_GAP))) for run in runs)


def fold(text: str) -> str:
    """A text as phrases are looked for in it."""
    return normalise(text)


def _either(part: str) -> str:
    words = "|".join(f"(?:{NUMBER})".join(map(re.escape, word.split(ANY_NUMBER))) for word in _longest(part))
    return f"(?:{words})"


def _longest(part: str) -> Iterator[str]:
    yield from sorted(part.split(EITHER), key=lambda word: -len(word))


def _compile(phrases: Iterable[str], gap: int) -> re.Pattern[str] | None:
    listed = sorted(phrases, key=lambda phrase: -len(phrase))
    return re.compile("|".join(pattern_of(phrase, gap) for phrase in listed)) if listed else None
