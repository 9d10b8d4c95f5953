"""The paragraphs, lists and tables of a page, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from policies_kb.documents.content import Block, Content, Words
from policies_kb.documents.grids import Cell, lay_out
from policies_kb.documents.web.lists import label_of
from policies_kb.documents.wording import note

_BLOCK_NAMES = (
    "p div li h1 h2 h3 h4 h5 h6 pre blockquote dl dt dd section article center header footer main form"
    " fieldset ul ol address figure figcaption hr nav aside body details summary"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MOST_SPANNED = 100


class Blocks:
    """Reads one page; pictures are counted."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._line = ""
        self._pictures = 0

    def read(self, root: HtmlElement) -> Iterator[Block]:
        """Yield the blocks of an element, and note its pictures."""
        yield from self._into(root)
        yield from self._end()
        if self._pictures:
            self._content.notes.append(note("picture", "网页", count=self._pictures))

    def _into(self, element: HtmlElement) -> Iterator[Block]:
        kept = element.tag == "pre"
        self._add(element.text, kept)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._child(child)
            self._add(child.tail, kept)

    def _child(self, child: HtmlElement) -> Iterator[Block]:
        if child.tag == "br":
            self._line += "\n"
        elif child.tag == "img":
            self._pictures += 1
        elif child.tag == "table":
            yield from self._end()
            yield from self._table(child)
        elif child.tag in _BLOCKS:
            yield from self._end()
            if child.tag == "li" and (label := label_of(child, self._content)):
                self._line = label
            yield from self._into(child)
            yield from self._end()
        else:
            yield from self._into(child)

    def _add(self, words: str | None, kept: bool) -> None:
        if not words:
            return
        self._line += words if kept else _SPACE.sub(" ", words)

    def _end(self) -> Iterator[Block]:
        lines = [line.strip(" \xa0\u3000") for line in self._line.replace("\t", " ").split("\n")]
        self._line = ""
        text = "\n".join(line for line in lines if line)
        if text:
            yield Words(text)

    def _table(self, table: HtmlElement) -> Iterator[Block]:
        rows: list[list[Cell]] = []
        reaching: dict[int, int] = {}  # columns that a cell above still covers, and for how many rows
        for row in table.iter("tr"):
            if next(row.iterancestors("table"), None) is table:
                rows.append(self._row(row, reaching))
        captions = [cell for caption in table.iterchildren("caption") for cell in self._inside(caption)]
        yield from captions
        yield from lay_out(rows, lambda kind: self._content.notes.append(note(kind, "网页表格里")))

    def _row(self, row: HtmlElement, reaching: dict[int, int]) -> list[Cell]:
        cells: list[Cell] = []
        at = 0

        def cover() -> None:
            nonlocal at
            while reaching.get(at, 0) > 0:
                reaching[at] -= 1
                cells.append(Cell((), from_above=True))
                at += 1

        for item in row.iterchildren("td", "th"):
            cover()
            span, down = _number(item.get("colspan")), _number(item.get("rowspan"))
            cells.append(Cell(tuple(self._inside(item)), span=span))
            reaching |= dict.fromkeys(range(at, at + span), down - 1)
            at += span
        cover()
        return cells

    def _inside(self, element: HtmlElement) -> Iterator[Block]:
        outer, self._line = self._line, ""
        yield from self._into(element)
        yield from self._end()
        self._line = outer


def _number(said: str | None) -> int:
    return min(max(int(said), 1), _MOST_SPANNED) if said and said.isdecimal() else 1
