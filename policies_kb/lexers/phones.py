"""Phone numbers, whole, with an extension that is printed behind one; and addresses of the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PHONE = re.compile(r"(?<!\d)(?:1\d{10}|(?:0\d{2,3}-?|\(0\d{2,3}\)-?)\d{7,8}|\d{7,8})(?!\d)")
WEB = re.compile(r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[A-Za-z0-9._/-]*)?")
_MORE = re.compile(r"(?:转|-分机|分机)\d+|[-/、]\d{1,6}(?!\d)")
_FILES = (".jpg", ".jpeg", ".png", ".pdf", ".doc", ".docx", ".xls", ".xlsx")


@dataclass(frozen=True)
class Phone:
    """``printed`` stands at ``start``; ``more`` is what goes on behind it: an extension, a shorter second number."""

    printed: str
    start: int
    end: int
    more: str = ""

    @property
    def digits(self) -> str:
        """Its digits alone."""
        return "".join(filter(str.isdigit, self.printed))


def phones(printed: str) -> Iterator[Phone]:
    """Every phone of a plain text, in order."""
    for found in PHONE.finditer(printed):
        more = _MORE.match(printed, found.end())
        yield Phone(found[0], found.start(), found.end(), more[0] if more else "")


def addresses(printed: str) -> Iterator[tuple[str, int]]:
    """Every address of the web in a plain text with its place; a file's name is none."""
    for found in WEB.finditer(printed):
        if not found[0].lower().endswith(_FILES):
            yield found[0], found.start()
