"""Written forms, each with what it means, found in a row of words: the longest first, none inside another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

OPEN = "-"  # at the end of a form: any ending may follow


@dataclass(frozen=True)
class Form:
    """``words``: the words in order; ``open_end``: the last of them may go on; ``means``: what it stands for."""

    words: tuple[str, ...]
    means: str
    open_end: bool = False


class Lexicon:
    """``endings``: what may be added to the last word of any form, up to two of them. A form with two meanings has
    none."""

    def __init__(self, forms: Iterable[Form], endings: Iterable[str] = ()) -> None:
        self._endings = tuple(endings)
        by_first: dict[str, dict[Form, None]] = {}
        meanings: dict[tuple[str, ...], set[str]] = {}
        for form in forms:
            meanings.setdefault(form.words, set()).add(form.means)
            by_first.setdefault(form.words[0][:1], {})[form] = None
        self._forms = {
            first: sorted((f for f in found if len(meanings[f.words]) == 1), key=_longest_first)
            for first, found in by_first.items()
        }

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, Form]]:
        """Where forms stand, in reading order."""
        at = 0
        while at < len(words):
            form = next((f for f in self._forms.get(words[at][:1], ()) if self._stands(f, words, at)), None)
            if form is not None:
                yield at, form
            at += len(form.words) if form else 1

    def _stands(self, form: Form, words: Sequence[str], at: int) -> bool:
        end = at + len(form.words)
        if end > len(words) or tuple(words[at : end - 1]) != form.words[:-1]:
            return False
        typed, last = words[end - 1], form.words[-1]
        if not typed.startswith(last):
            return False
        return form.open_end or self._ends(typed[len(last) :])

    def _ends(self, rest: str, most: int = 2) -> bool:
        if not rest:
            return True
        return most > 0 and any(
            rest.startswith(ending) and self._ends(rest[len(ending) :], most - 1) for ending in self._endings
        )


def _longest_first(form: Form) -> tuple[int, int]:
    return -len(form.words), -sum(map(len, form.words))
