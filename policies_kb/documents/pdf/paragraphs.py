"""Join printed lines to paragraphs by where they stand: a full line goes on with one that is not indented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policies_kb.clauses.dates import is_date
from policies_kb.clauses.numbering import read_marker
from policies_kb.clauses.prose import is_finished, joined
from policies_kb.documents.content import Block, Grid, Words
from policies_kb.documents.pdf.lines import Line, Piece, Rows

_FULL = 1.6  # letters; nearer to the right margin, nothing more would have fitted
_INDENT = 1.2  # letters; a paragraph's first line stands two in
_ASIDE = 4  # letters; a line that begins so far in is a title or a signature
_SAME = 0.6
_LEADING = 1.5  # of the usual distance of lines; more is a gap between paragraphs
_SIZES_APART = 1.12
_NEAR = 4  # letters; how far the right edge may be from one as wide as the left
_FEWEST_FULL, _SHARE_FULL = 4, 0.3  # lines that end together, and their share of all
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
    margins = _margins([piece for page in pages for piece in page if isinstance(piece, Line)], width)
    waiting: list[Line] = []
    for piece in (piece for page in pages for piece in page):
        if isinstance(piece, Rows):
            yield from _words(waiting)
            waiting = []
            yield Grid(piece.rows, piece.filled)
        elif waiting and _goes_on(waiting, piece, margins):
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


def _goes_on(paragraph: Sequence[Line], line: Line, margins: _Margins) -> bool:
    first, last = paragraph[0], paragraph[-1]
    em = last.size
    if max(last.size, line.size) > min(last.size, line.size) * _SIZES_APART:
        return False
    if last.x1 < margins.right - _FULL * em:
        return False
    if last.page == line.page and line.top - last.top > margins.leading * _LEADING:
        return False
    if is_date(line.text) or max(first.x0, line.x0) - margins.left > _ASIDE * em:
        return False
    marker = read_marker(line.text)
    if line.x0 - margins.left > _INDENT * em:
        # Indented: a new paragraph, or the body of a hanging one.
        hangs = line.x0 - first.x0 > _SAME * em and (len(paragraph) == 1 or abs(line.x0 - last.x0) < _SAME * em)
        return hangs and marker is None and not is_finished(last.text)
    if margins.indents:
        return True
    return not (is_finished(last.text) and marker is not None)
