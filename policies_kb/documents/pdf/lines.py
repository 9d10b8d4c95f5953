"""The printed lines and tables of one page, from top to bottom, columns one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from policies_kb.documents.pdf.letters import Letter, check_letters, fold

_GAP = 0.5  # of a letter's size; narrower gaps are typesetting, not spaces
_CELL_GAP = 1.8  # letters; the least gap between cells that no rule divides
_FEWEST_ROWS = 3
_GUTTER = 1.5  # letters; the least gap between columns
_MIDDLE = (0.35, 0.65)  # of the page's width, where a gutter may stand
_COLUMN_LINES = 8
_SHARE = 0.6  # of the lines, that must be divided by the gutter


@dataclass(frozen=True)
class Line:
    """A printed line: its words, its box in points from the top left, its letters' size and its page (1-based)."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int
    cells: tuple[tuple[float, str], ...] = ()  # the left edge and words of each part, where wide gaps divide the line
    column: int = 0  # 1 and 2 where the page has two, each with margins of its own


@dataclass(frozen=True)
class Rows:
    """A table on a page."""

    rows: tuple[tuple[str, ...], ...]
    filled: tuple[tuple[str, ...], ...]
    top: float
    page: int


Piece = Line | Rows


def read_page(page: Any, number: int, note: Callable[..., None]) -> list[Piece]:
    """Return the lines and tables of a page in reading order. Raises DocumentError for unreadable fonts."""
    tables = [table for table in page.find_tables() if _is_table(table)]
    boxes = [table.bbox for table in tables]
    words = page.filter(lambda item: item.get("object_type") != "char" or not _inside(item, boxes))
    pieces: list[Piece] = [_rows(table, number) for table in tables]
    gutter = _gutter(_lines(words, number), words)
    if gutter is None:
        return sorted([*pieces, *rows_without_rules(_lines(words, number))], key=lambda piece: piece.top)
    note("columns", page=number)
    sides = [(0, gutter), (gutter, page.width)]
    columns = [words.filter(lambda item, side=side: side[0] <= item.get("x0", 0) < side[1]) for side in sides]
    read = [replace(line, column=at) for at, part in enumerate(columns, start=1) for line in _lines(part, number)]
    return [*sorted(pieces, key=lambda piece: piece.top), *read]


def _lines(page: Any, number: int) -> list[Line]:
    found = page.extract_text_lines(
        strip=True, return_chars=True, x_tolerance_ratio=_GAP, y_tolerance=4, keep_blank_chars=False
    )
    lines = []
    for line in found:
        check_letters(line["text"], number)
        size = median(float(letter["size"]) for letter in line["chars"])
        box = (float(line["x0"]), float(line["x1"]), float(line["top"]), float(line["bottom"]))
        lines.append(Line(fold(line["text"]), *box, size, number, _cells(line["chars"], size)))
    return lines


def _cells(letters: list[Letter], size: float) -> tuple[tuple[float, str], ...]:
    cells: list[tuple[float, str]] = []
    edge = None
    for letter in letters:
        if not letter["text"].strip():
            continue
        if edge is None or letter["x0"] - edge > _CELL_GAP * size:
            cells.append((float(letter["x0"]), ""))
        left, words = cells[-1]
        cells[-1] = (left, words + letter["text"])
        edge = letter["x1"]
    return tuple(cells) if len(cells) > 1 else ()


def rows_without_rules(lines: list[Line]) -> list[Piece]:
    """Turn lines whose parts stand below each other into rows: three lines of two parts, or two lines of three."""
    pieces: list[Piece] = []
    run: list[Line] = []

    def end() -> None:
        parts = max((len(line.cells) for line in run), default=0)
        if len(run) >= _FEWEST_ROWS or (len(run) > 1 and parts > 2):
            rows = tuple(tuple(fold(words) for _, words in line.cells) for line in run)
            pieces.append(Rows(rows, rows, run[0].top, run[0].page))
        else:
            pieces.extend(run)
        run.clear()

    for line in lines:
        if run and not _aligned(run[-1], line):
            end()
        if line.cells:
            run.append(line)
        else:
            end()
            pieces.append(line)
    end()
    return pieces


def _aligned(above: Line, line: Line) -> bool:
    return len(above.cells) == len(line.cells) and all(
        abs(one - other) < line.size for (one, _), (other, _) in zip(above.cells, line.cells, strict=True)
    )


def _gutter(lines: list[Line], page: Any) -> float | None:
    """The middle of the white strip that divides most lines of the page, None where it has one column."""
    if len(lines) < _COLUMN_LINES:
        return None
    size = median(line.size for line in lines)
    letters = [letter for letter in page.chars if letter["text"].strip()]
    low, high = (page.width * share for share in _MIDDLE)
    edges = sorted((float(letter["x1"]) for letter in letters if low <= letter["x1"] <= high), reverse=True)
    for edge in edges[:: max(1, len(edges) // 50)]:
        right = edge + size * _GUTTER
        crossing = [line for line in lines if line.x0 < edge - size and line.x1 > right + size]
        divided = [line for line in crossing if not _has_letter(letters, line, edge + 0.1, right)]
        if len(divided) >= _COLUMN_LINES and len(divided) >= _SHARE * len(lines):
            return (edge + right) / 2
    return None


def _has_letter(letters: list[Letter], line: Line, left: float, right: float) -> bool:
    return any(
        letter["x0"] < right
        and letter["x1"] > left
        and line.top - 1 <= (letter["top"] + letter["bottom"]) / 2 <= line.bottom
        for letter in letters
    )


def _is_table(table: Any) -> bool:
    return any(sum(bool((cell or "").strip()) for cell in row) > 1 for row in table.extract())


def _inside(item: Letter, boxes: list[tuple[float, float, float, float]]) -> bool:
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _rows(table: Any, number: int) -> Rows:
    filled: list[tuple[str, ...]] = []
    printed: list[tuple[str, ...]] = []
    for row in table.extract():
        cells = [None if cell is None else _cell(cell) for cell in row]  # None: part of a merged cell
        check_letters("".join(cell or "" for cell in cells), number)
        words = tuple(cell for cell in cells if cell)
        if words:
            printed.append((*words, "") if len(words) == 1 else words)
        filled.append(_filled(cells, filled[-1] if filled else ()))
    return Rows(tuple(printed), tuple(filled), float(table.bbox[1]), number)


def _cell(words: str) -> str:
    """Lines of a cell are one text; only Latin words need a space between them."""
    return fold(re.sub(r"(?<=[A-Za-z0-9])\n(?=[A-Za-z])", " ", words).replace("\n", "")).strip()


def _filled(cells: list[str | None], above: tuple[str, ...]) -> tuple[str, ...]:
    row: list[str] = []
    for at, cell in enumerate(cells):
        beside = row[-1] if row else ""
        row.append(cell if cell is not None else (above[at] if at < len(above) and not beside else beside))
    return tuple(row)
