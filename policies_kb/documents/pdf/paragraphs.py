"""Join printed lines to paragraphs by where they stand: a full line goes on with one that is not indented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policies_kb.clauses.dates import is_date
from policies_kb.clauses.kinds import DOCUMENT_KIND
from policies_kb.clauses.numbering import read_marker
from policies_kb.clauses.prose import is_cut_off, is_finished, joined
from policies_kb.documents.content import Block, Grid, Words
from policies_kb.documents.pdf.lines import Line, Piece, Rows

_SLACK = 0.7  # letters that may be left at the right margin though the next word would just have fitted
_NARROW = 0.5  # width of a Latin letter or digit, in Chinese letters
_INDENT = 1.2  # letters; a paragraph's first line stands two in
_ASIDE = 4  # letters; a line that begins so far in is a title or a signature
_SAME = 0.6
_LEADING = 1.3  # of the usual distance of lines; more is a gap between paragraphs
_SIZES_APART = 1.12
_NEAR = 4  # letters; how far the right edge may be from one as wide as the left
_FEWEST_FULL, _SHARE_FULL = 4, 0.3  # lines that end together, and their share of all
_UNBREAKABLE = re.compile(r"[（《“「【(]*(?:[!-~]+|.)[，。；：、！？）》”」】%)]*")
_TITLE_LINES = 4
_SHARE_INDENTED = 0.15  # of lines, above which the text indents its paragraphs


@dataclass(frozen=True)
class _Margins:
    left: float
    right: float
    leading: float
    indents: bool


def to_blocks(pages: Sequence[Sequence[Piece]], width: float, note: Callable[..., None]) -> Iterator[Block]:
    """Yield the paragraphs and tables of all pages; a sentence cut by a page break is joined and noted.

    `width` is that of a page, in points.
    """
    lines = [piece for page in pages for piece in page if isinstance(piece, Line)]
    margins = {
        column: _margins([line for line in lines if line.column == column], 0 if column else width)
        for column in {line.column for line in lines}
    }
    waiting: list[Line] = []
    for piece in (piece for page in pages for piece in page):
        if isinstance(piece, Rows):
            yield from _words(waiting)
            waiting = []
            yield Grid(piece.rows, piece.filled)
        elif waiting and _goes_on(waiting, piece, margins, note):
            if piece.page != waiting[-1].page:
                note("page_joined", f"第 {waiting[-1].page} 页末", f"{waiting[-1].text[-12:]}／{piece.text[:12]}")
            waiting.append(piece)
        else:
            yield from _words(waiting)
            waiting = [piece]
    yield from _words(waiting)


def _words(lines: Sequence[Line]) -> Iterator[Words]:
    text = ""
    for line in lines:
        text = joined(text, line.text) if text else line.text
    if text:
        yield Words(text)


def _margins(lines: Sequence[Line], width: float) -> _Margins:
    """Where lines begin and end on most pages.

    Lines shorter than half of the widest tell nothing of the right edge. Where the widest lines stay far from an edge
    as wide as the left one, and few of them end together, the text has no full line at all.
    """
    if not lines:
        return _Margins(0, 0, 0, False)
    size = median(line.size for line in lines)
    widest = max(line.x1 - line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > widest / 2] or list(lines)
    left = min(_common([line.x0 for line in lines], size))
    right = max(_common([line.x1 for line in long], size))
    ending = sum(abs(line.x1 - right) < _SAME * size for line in lines)
    if right < width - left - _NEAR * size and ending < max(_FEWEST_FULL, len(lines) * _SHARE_FULL):
        right = width - left
    gaps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page and b.top > a.top]
    indented = sum(_INDENT < (line.x0 - left) / size < 3 for line in lines)
    return _Margins(left, right, median(gaps) if gaps else 0, indented > _SHARE_INDENTED * len(lines))


def _common(edges: Sequence[float], size: float) -> list[float]:
    """The edges that lines share: the commonest, and others that a tenth of the lines have."""
    counted = Counter(round(edge / size * 2) for edge in edges)
    return [at * size / 2 for at, count in counted.items() if count >= max(2, len(edges) / 10)] or [min(edges)]


def _goes_on(paragraph: Sequence[Line], line: Line, margins: Mapping[int, _Margins], note: Callable[..., None]) -> bool:
    first, last = paragraph[0], paragraph[-1]
    em, right, here = last.size, margins[last.column].right, margins[line.column]
    aside = max(first.x0 - margins[first.column].left, line.x0 - here.left)
    if max(last.size, line.size) > min(last.size, line.size) * _SIZES_APART:
        return False
    if last.x1 + (_first_width(line.text) + _SLACK) * em < right:
        return False
    beside = last.page == line.page and last.column == line.column
    if beside and line.top - last.top > here.leading * _LEADING:
        return False
    if is_date(line.text) or aside > _ASIDE * em:
        return False
    marker = read_marker(line.text)
    if line.x0 - here.left > _INDENT * em:
        # Indented: a new paragraph, or the body of a hanging one.
        hangs = line.x0 - first.x0 > _SAME * em and (len(paragraph) == 1 or abs(line.x0 - last.x0) < _SAME * em)
        return hangs and marker is None and not is_finished(last.text)
    if here.indents:
        return True
    # Nothing is indented: a full line that ends a sentence may end its paragraph as well.
    if (marker is not None and not is_cut_off(last.text)) or (
        DOCUMENT_KIND.search(last.text) and len(paragraph) < _TITLE_LINES
    ):
        return False
    if is_finished(last.text):
        note("line_unsure", f"第 {line.page} 页", f"{last.text[-12:]}／{line.text[:12]}")
        return False
    return True


def _first_width(text: str) -> float:
    """The width, in letters, of what cannot be broken at the head of a line: a sign with its stops, or a number."""
    found = _UNBREAKABLE.match(text)
    return sum(_NARROW if sign.isascii() else 1 for sign in found[0]) if found else 1
