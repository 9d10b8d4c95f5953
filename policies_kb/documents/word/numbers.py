"""Which list and level a paragraph belongs to, and the number that Word prints before it."""

from __future__ import annotations

from policies_kb.documents.word.counters import Counters, UnsureNumber
from policies_kb.documents.word.definitions import List, read_lists
from policies_kb.documents.word.names import Element, number, value, w
from policies_kb.documents.word.package import Package
from policies_kb.documents.word.sink import Sink
from policies_kb.documents.word.styles import Styles

_NO_LIST = "0"


class Numbers:
    """The lists of a file; each text box counts by itself (so Word does), and a list in two of them is refused."""

    def __init__(self, package: Package, styles: Styles, sink: Sink) -> None:
        self._styles, self._sink = styles, sink
        self._lists = read_lists(package.numbering, styles.numbering_styles())
        self._stories: dict[str, int] = {}  # which text box uses a definition
        self._counters: dict[int, Counters] = {}

    def place(self, properties: Element | None, chain: list[str]) -> tuple[List, int] | None:
        """Return a paragraph's list and level (0 for the first), None where it is in none (17.9.18, 17.9.23)."""
        own = properties.find(w("numPr")) if properties is not None else None
        link, level = value(own, "numId"), number(own, "ilvl")
        if link is None:
            link, style_level, until = self._styles.numbering(chain)
            of = self._lists.get(link or _NO_LIST)
            if level is None and of is not None:
                standing = (of.level_of_style(name) for name in until)
                level = next((found for found in standing if found is not None), style_level)
        of = None if link in (None, _NO_LIST) else self._lists.get(str(link))
        return None if of is None else (of, level or 0)

    def label(self, where: tuple[List, int], story: int, words: str) -> str:
        """Count a paragraph and return its printed number. Raises DocumentError where the number is not sure."""
        of, at = where
        try:
            if story and self._stories.setdefault(of.abstract, story) != story:
                raise UnsureNumber("两个文本框用同一个列表，是否连着编看不出来")
            label = self._counters.setdefault(story, Counters()).next(of, at)
        except UnsureNumber as why:
            raise self._sink.refuse("numbering", words=words[:20], why=why) from None
        if label.skipped:
            self._sink.note("skipped_level", label.text + words[:20])
        # A number without a gap would run into the digits after it: 1.5个 is no amount.
        gap = " " if label.text[-1:].isascii() and label.text[-1:] not in ("", " ") and words[:1].isdigit() else ""
        return label.text + gap
