"""What the token column holds: single characters, pairs, figures with what they count, Latin words, and our words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick

from policies_kb.vocabulary.dictionary import cut

from .folding import FIGURED, RUNS, is_han

LONG = 3  # characters from which a word is a token of its own: shorter ones are characters and pairs
LONGEST = 8
LATIN = 40  # characters of a Latin run that count
EVERY = "_"  # a token of every entry
PLACE, SERIES, PATH = "at", "in", "by"  # what may be asked for as a filter
ANY_SERIES = f"{SERIES}_"


def marked(kind: str, name: str) -> str:
    """The token of a filter's value. No token of a text holds an underscore."""
    return f"{kind}_{''.join(RUNS.findall(name.lower()))}"


def pairs(run: str) -> list[str]:
    """The pairs of neighbouring characters."""
    return [run[at : at + 2] for at in range(len(run) - 1)]


def plain_tokens(text: str) -> Iterator[str]:
    """The tokens of a folded text that need no vocabulary."""
    for run in RUNS.findall(text):
        if is_han(run):
            yield from run
            yield from pairs(run)
        else:
            yield run[:LATIN]
    yield from FIGURED.findall(text)


def words_in(text: str) -> Iterator[str]:
    """The Chinese words of a folded text, as jieba cuts it with our vocabulary."""
    for run in RUNS.findall(text):
        if is_han(run):
            yield from (word for word in cut(run) if 1 < len(word) <= LONGEST)


class LongWords:
    """Finds every long word that a text holds, however it would be cut there: the token means the word is in it."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for word in words:
            if len(word) >= LONG:
                self._automaton.add_word(word, word)
        self._empty = len(self._automaton) == 0
        if not self._empty:
            self._automaton.make_automaton()

    def of(self, text: str) -> set[str]:
        """The long words in a folded text."""
        return set() if self._empty else {word for _, word in self._automaton.iter(text)}
