"""Page numbers and running heads: lines at the edge of pages that are no text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median

from policies_kb.documents.pdf.lines import Line, Piece

_NUMBER = re.compile(r"[\W_]*(?:第|[Pp]age|[Pp]\.)?\s*\d{1,3}\s*页?(?:[\W_]*(?:共|of)?\s*\d{1,3}\s*页?)?[\W_]*")
_EDGE = 0.12  # of the page's height
_OUTER_EDGE = 0.06
_SMALL = 0.7  # of the size of the text
_EDGE_LINES = 2
_FEWEST_PAGES = 3  # that a running head must be seen on; of two pages, both
_DIGITS = re.compile(r"\d+")


def drop_furniture(pages: Sequence[list[Piece]], heights: Sequence[float], note: Callable[..., None]) -> None:
    """Take page numbers and running heads out of the pages, each noted once."""
    edges = [_edge_lines(page, height) for page, height in zip(pages, heights, strict=True)]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    least = min(max(2, len(pages)), _FEWEST_PAGES)
    told = set()
    sizes = [piece.size for page in pages for piece in page if isinstance(piece, Line)]
    size = median(sizes) if sizes else 0
    for page, lines, height in zip(pages, edges, heights, strict=True):
        for line in lines:
            is_number = bool(_NUMBER.fullmatch(line.text))
            repeats = seen[_key(line)] >= max(least, len(pages) / 2)
            if is_number or repeats or _is_small_print(line, height, size):
                page.remove(line)
                kind = "page_number" if is_number else "running_head"
                if (kind, _key(line)) not in told:
                    told.add((kind, _key(line)))
                    note(kind, f"第 {line.page} 页起", line.text)


def _edge_lines(page: Sequence[Piece], height: float) -> list[Line]:
    """The outermost lines of a page that stand in its margins."""
    lines = sorted((piece for piece in page if isinstance(piece, Line)), key=lambda line: line.top)
    head = [line for line in lines[:_EDGE_LINES] if line.bottom < height * _EDGE]
    foot = [line for line in lines[-_EDGE_LINES:] if line.top > height * (1 - _EDGE) and line not in head]
    return head + foot


def _is_small_print(line: Line, height: float, size: float) -> bool:
    """What a browser prints at the very edge, smaller than the text: title, address, time."""
    at_edge = line.bottom < height * _OUTER_EDGE or line.top > height * (1 - _OUTER_EDGE)
    return at_edge and line.size < size * _SMALL


def _key(line: Line) -> tuple[str, bool]:
    """What a running head has in common on all pages: its words but for numbers, and which edge it stands at."""
    return _DIGITS.sub("#", "".join(line.text.split())), line.top > line.bottom / 2 and line.top > 200
