"""Names in a notice that was printed in traditional characters: which simplified one stands for each is not sure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from policies_kb.clauses import bare

from .found import Found, Mark

NAMES = ("people", "office", "address", "place")  # fields whose very characters count


class Converted:
    """A text that was made simplified, and what was printed at each sign of it."""

    def __init__(self, text: str, printed: str) -> None:
        self._text, self._printed = bare(text), bare(printed)
        self._in_step = len(self._text) == len(self._printed)

    def doubted(self, found: Found) -> Found:
        """A fact that names somebody or somewhere with characters that were converted stands open, with what is printed
        there; so does one whose place is not found again."""
        shown = [
            f"“{before}”转成了“{name}”" if before else f"“{name}”没有找到原来的字"
            for field in NAMES
            for name in _each(found.fact.get(field))
            for before in self._before(bare(name))
            if before != bare(name)
        ]
        if not shown:
            return found
        unsure = f"原文是繁体字，{'、'.join(shown)}，请和原件对"
        return replace(found, mark=Mark.GUESSED, unsure="；".join(filter(None, (found.unsure, unsure))))

    def _before(self, name: str) -> list[str]:
        """What is printed where a name stands, at each of its places; an empty one where it stands nowhere."""
        places, at = list[str](), self._text.find(name)
        while self._in_step and name and at >= 0:
            places.append(self._printed[at : at + len(name)])
            at = self._text.find(name, at + 1)
        return sorted(set(places)) or [""]


def _each(value: Any) -> list[str]:
    return [str(each) for each in (value if isinstance(value, (list, tuple)) else [value]) if each]
