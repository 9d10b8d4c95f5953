"""Which words of two sentences differ: whole words, whole figures with what they count, never half a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from policies_kb.lexers.numerals import figures
from policies_kb.search.folding import HAN
from policies_kb.vocabulary.dictionary import cut

Marked = tuple[tuple[int, int], ...]  # [start, end) in characters
# A figure goes with its unit: of 3月5日 and 4月5日 the month differs, and not the 3.
PIECES = re.compile(rf"\d+(?:[.:：—-]\d+)*[年月日号时点分]?|[A-Za-z]+|[{HAN}]+|\S")


LITTLE = 0.5  # share of the words that two sentences have in common, below which they are different sentences


def marked_words(one: str, other: str) -> tuple[Marked, Marked]:
    """The stretches of each that the other does not have at that place. White space is no difference.

    Of two sentences that have little in common only the figures are marked: to mark all but a few words shows nothing.
    """
    left, right = _pieces(one), _pieces(other)
    matcher = SequenceMatcher(None, [word for word, _ in left], [word for word, _ in right], autojunk=False)
    if left and right and matcher.ratio() < LITTLE:
        return _figures(left, right), _figures(right, left)
    mine: list[tuple[int, int]] = []
    theirs: list[tuple[int, int]] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            mine += _span(left[a:b])
            theirs += _span(right[c:d])
    return tuple(mine), tuple(theirs)


def _figures(words: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]) -> Marked:
    """The words of one that state a number which the other has not."""
    theirs = {number for word, _ in other for number in figures(word)}
    return tuple((at, at + len(word)) for word, at in words if set(figures(word)) - theirs)


def _pieces(text: str) -> list[tuple[str, int]]:
    """The words of a text, each with its place."""
    found: list[tuple[str, int]] = []
    for run in PIECES.finditer(text):
        at = run.start()
        for word in cut(run[0]) if re.match(rf"[{HAN}]", run[0]) else [run[0]]:
            found.append((word, at))
            at += len(word)
    return found


def _span(words: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
    if not words:
        return []
    last, at = words[-1]
    return [(words[0][1], at + len(last))]
