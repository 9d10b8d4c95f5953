"""A text in the form in which it is read, with the way back to what is printed."""

from __future__ import annotations

from functools import cached_property

from policies_kb.lexers import in_digits, plain


class Folded:
    """``plain``: the text as the lexers read it. ``cut`` gives the printed words of a stretch of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        signs: list[str] = []
        places: list[int] = []
        for at, sign in enumerate(text):
            for folded in plain(sign):
                signs.append(folded)
                places.append(at)
        self.plain = "".join(signs)
        self._places = [*places, len(text)]

    def cut(self, start: int, end: int) -> str:
        """The printed words from ``start`` to ``end`` of the plain text, without white space around them."""
        if end <= start:
            return ""
        return self.text[self._places[start] : self._places[end - 1] + 1].strip()

    @cached_property
    def dated(self) -> bool:
        """Whether dates stand where the date lexer finds them (not where it writes numerals as digits)."""
        return in_digits(self.text) == self.plain
