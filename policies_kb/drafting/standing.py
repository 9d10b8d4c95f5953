"""Where words of another notice stand in a new one: verbatim, or with other figures in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from policies_kb.clauses import ClauseTree, bare
from policies_kb.lexers import plain
from policies_kb.lexers.numerals import NUMBER

FIGURE = re.compile(NUMBER)
LEAST = 6  # letters that words need to be known again by with other figures
HOLE = "\0"  # stands for any number


@dataclass(frozen=True)
class Standing:
    """``quote``: the words as the new notice prints them. ``exact``: the same letters and digits as before.

    ``figures``: figure of the old words → figure of the new ones, where they can be told apart.
    ``places``: every clause where they stand alike.
    """

    clause: str
    quote: str
    exact: bool
    figures: Mapping[str, str]
    places: tuple[str, ...]


class _Run:
    """A clause's own letters, with every number as one sign, and the way back to what is printed."""

    def __init__(self, clause: str, text: str) -> None:
        self.clause, self.text = clause, text
        letters, places = [], []
        for at, sign in enumerate(text):
            for letter in bare(sign):
                letters.append(letter)
                places.append(at)
        self.letters, self.places = "".join(letters), places
        self.masked, self.starts = _masked(self.letters)

    def exact(self, wanted: str) -> str | None:
        at = self.letters.find(wanted)
        return self._cut(at, at + len(wanted)) if at >= 0 else None

    def with_other_figures(self, wanted: str) -> str | None:
        at = self.masked.find(wanted)
        if at < 0:
            return None
        end = at + len(wanted)
        return self._cut(self.starts[at], self.starts[end] if end < len(self.starts) else len(self.letters))

    def _cut(self, start: int, end: int) -> str:
        first, last = self.places[start], self.places[end - 1]
        while first > 0 and self.text[first - 1] in "“‘《（([【":
            first -= 1
        while last + 1 < len(self.text) and self.text[last + 1] in "”’》）)]】。；;":
            last += 1
            if self.text[last] in "。；;":
                break
        return _balanced(self.text[first : last + 1].replace("\n", ""))


class Standings:
    """The clauses of a new notice, to look words of others up in."""

    def __init__(self, tree: ClauseTree) -> None:
        self._tree = tree
        self._runs = [_Run(name, clause.text) for name, clause in tree.clauses.items()]

    def find(self, quote: str, clause: str) -> Standing | None:
        """The place of ``quote``; of several alike, the one in the clause of the same id, else the first."""
        wanted = bare(quote)
        if not wanted:
            return None
        found = [(run.clause, words) for run in self._runs if (words := run.exact(wanted))]
        nearest = {place.id for place in self._tree.places(quote)}
        found = [each for each in found if each[0] in nearest] or found
        if found:
            return _one(found, clause, True, {})
        if len(wanted) < LEAST:
            return None
        masked, _ = _masked(wanted)
        if HOLE not in masked or len(masked.replace(HOLE, "")) < LEAST:
            return None
        found = [(run.clause, words) for run in self._runs if (words := run.with_other_figures(masked))]
        if not found:
            return None
        one = _one(found, clause, False, {})
        return Standing(one.clause, one.quote, False, figures(quote, one.quote), one.places)


def figures(before: str, now: str) -> dict[str, str]:
    """What became of each figure, by the figure and the sign behind it (5个 of 5个工作日, 5日 of a day).

    One that became two different ones is left out.
    """
    old, new = FIGURE.findall(plain(before)), FIGURE.findall(plain(now))
    if len(old) != len(new):
        return {}
    became: dict[str, set[str]] = {}
    for found, other in zip(FIGURE.finditer(plain(before)), new, strict=True):
        became.setdefault(with_unit(plain(before), found), set()).add(other)
    return {one: others.pop() for one, others in became.items() if len(others) == 1}


def with_unit(text: str, figure: re.Match[str]) -> str:
    """A figure with the sign behind it."""
    return figure[0] + text[figure.end() : figure.end() + 1]


def refigured(text: str, became: Mapping[str, str]) -> str:
    """The text with its figures exchanged, all at once."""
    return FIGURE.sub(lambda found: became.get(with_unit(text, found), found[0]), text)


def wordless(text: str) -> str:
    """The letters of a text with every number as one sign."""
    return _masked(bare(text))[0]


def _one(found: list[tuple[str, str]], clause: str, exact: bool, became: Mapping[str, str]) -> Standing:
    own = next((each for each in found if each[0] == clause), found[0])
    return Standing(own[0], own[1], exact, became, tuple(name for name, _ in found))


def _masked(letters: str) -> tuple[str, list[int]]:
    """Every number as one sign, and where each sign begins."""
    signs, starts, at = [], [], 0
    for number in FIGURE.finditer(letters):
        while at < number.start():
            signs.append(letters[at])
            starts.append(at)
            at += 1
        signs.append(HOLE)
        starts.append(at)
        at = number.end()
    signs += letters[at:]
    starts += range(at, len(letters))
    return "".join(signs), starts


def _balanced(words: str) -> str:
    """Without a bracket at either end whose other half lies outside."""
    for opening, closing in ("（）", "()", "“”", "《》", "[]", "【】"):
        if words.startswith(opening) and words.count(opening) > words.count(closing):
            words = words[1:]
        if words.rstrip("。；;").endswith(closing) and words.count(closing) > words.count(opening):
            words = words.rstrip("。；;")[:-1]
    return words
