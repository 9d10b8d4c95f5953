"""Nothing is said twice: a sentence whose words another one already holds is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from policies_kb.clauses import split_sentences

DENYING = "不没未无非"
SIGNS = "，。；：、！？“”（）《》,.;:()"


def once(lines: Iterable[str], before: Iterable[str] = ()) -> list[str]:
    """The lines without the sentences that say nothing new, or nothing that ``before`` has not said.

    Of two sentences one of which holds the other, the longer one stays; lines that lose all of theirs go.
    """
    said = [_words(sentence) for line in before for sentence in split_sentences(line)]
    cut = [split_sentences(line) for line in lines]
    flat = [(row, _words(sentence)) for row, sentences in enumerate(cut) for sentence in sentences]
    found = [""] * len(cut)
    for at, ((row, mine), sentence) in enumerate(zip(flat, (s for sentences in cut for s in sentences), strict=True)):
        earlier = [*said, *(words for _, words in flat[:at])]
        longer = (words for _, words in flat[at + 1 :] if len(words) > len(mine))
        if not any(held(mine, other) for other in (*earlier, *longer)):
            found[row] += sentence
    return [line for line in found if line]


def held(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether ``few`` stand in ``many`` without a gap, and are not denied there (要盖章 is not in 不要盖章).

    Figures are compared whole: 满1年 is not in 满12年.
    """
    size = len(few)
    starts = (at for at in range(len(many) - size + 1) if tuple(many[at : at + size]) == tuple(few))
    return size > 0 and any(at == 0 or many[at - 1] not in DENYING for at in starts)


def _words(sentence: str) -> tuple[str, ...]:
    """Characters, with figures kept together and signs left out."""
    plain = (sign for sign in sentence.strip() if sign not in SIGNS)
    return tuple(
        word
        for figure, run in groupby(plain, str.isdigit)
        for word in (["".join(run)] if figure else run)
        if word.strip()
    )
