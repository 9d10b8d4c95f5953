"""Titles of documents in 《》, with the number printed behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_YEAR_NUMBER = r"[〔\[(【（][12]\d{3}[〕\])】）]第?\d{1,4}号"
_NUMBER = rf"[（(]?(?P<agency>[一-龥]{{0,8}})[）)]?(?P<number>{_YEAR_NUMBER}|令?第\d{{1,4}}号令?)[）)]?"
_TITLE = re.compile(rf"《(?P<title>(?:[^《》]|《[^《》]*》)+)》(?:{_NUMBER})?")
_EXPLAINED = re.compile(r"[（(][^（）()]*[）)]$")


@dataclass(frozen=True)
class Title:
    """``number``: with the agency's sign, without brackets around it; "" where none is printed."""

    words: str
    number: str
    start: int
    end: int

    @property
    def unexplained(self) -> str:
        """The words without what stands in brackets at their end."""
        return _EXPLAINED.sub("", self.words)

    @property
    def whole(self) -> str:
        """Title and number; a number that lost one of its brackets in print gets both."""
        return f"《{self.words}》" + (f"（{self.number}）" if self.number else "")


def titles(text: str) -> Iterator[Title]:
    """Every title of a text, in order."""
    for found in _TITLE.finditer(text):
        number = (found["agency"] or "") + found["number"] if found["number"] else ""
        yield Title(found["title"], number, found.start(), found.end())
