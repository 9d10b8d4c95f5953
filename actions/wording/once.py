"""Nothing is said twice: a sentence whose words another one already holds is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from policies_kb.clauses import split_sentences

SIGNS = "，。；：、！？“”（）《》,.;:()"


def once(lines: Iterable[str]) -> list[str]:
    """The lines without the sentences that say nothing new; lines that lose all of theirs go."""
    cut = [split_sentences(line) for line in lines]
    words = [[_words(sentence) for sentence in sentences] for sentences in cut]
    flat = [(row, at) for row, sentences in enumerate(cut) for at in range(len(sentences))]
    kept: set[tuple[int, int]] = set()
    for row, at in flat:
        mine = words[row][at]
        others = [words[r][a] for r, a in flat if (r, a) != (row, at)]
        earlier = [words[r][a] for r, a in flat if (r, a) < (row, at)]
        longer = any(len(other) > len(mine) and held(mine, other) for other in others)
        if not mine or not (longer or any(held(mine, other) for other in earlier)):
            kept.add((row, at))
    found = ["".join(s for at, s in enumerate(sentences) if (row, at) in kept) for row, sentences in enumerate(cut)]
    return [line for line in found if line]


def held(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether ``few`` stand in ``many`` without a gap. Figures are compared whole: 满1年 is not in 满12年."""
    size = len(few)
    return size > 0 and any(tuple(many[at : at + size]) == tuple(few) for at in range(len(many) - size + 1))


def _words(sentence: str) -> tuple[str, ...]:
    """Characters, with figures kept together and signs left out."""
    plain = (sign for sign in sentence.strip() if sign not in SIGNS)
    return tuple(
        word
        for figure, run in groupby(plain, str.isdigit)
        for word in (["".join(run)] if figure else run)
        if word.strip()
    )
