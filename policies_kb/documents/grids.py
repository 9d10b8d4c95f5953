"""Lay out the cells of a table, of Word or of a page: printed rows, and a grid in which merged cells are filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from policies_kb.documents.content import Block, Grid, Words


@dataclass(frozen=True)
class Cell:
    """A cell's blocks, and how it is merged: over `span` columns, or going on from above or from the left."""

    blocks: tuple[Block, ...]
    span: int = 1
    from_above: bool = False
    from_left: bool = False

    @property
    def text(self) -> str:
        """Its paragraphs in one line."""
        return " ".join(" ".join(block.text.split()) for block in self.blocks if isinstance(block, Words))


def lay_out(rows: Sequence[Sequence[Cell]], note: Callable[[str], None]) -> Iterator[Block]:
    """Yield a table as one grid and the tables inside it after it; one that only frames paragraphs, as its blocks."""
    filled_cells = [[cell for cell in row if cell.blocks] for row in rows]
    if all(len(row) < 2 for row in filled_cells):
        if any(filled_cells):
            note("layout_table")
        yield from (block for row in filled_cells for cell in row for block in cell.blocks)
        return
    if any(cell.from_above or cell.span > 1 for row in rows for cell in row):
        note("merged_cells")
    filled: list[tuple[str, ...]] = []
    for row in rows:
        filled.append(_fill(row, filled[-1] if filled else ()))
    printed = (tuple(cell.text for cell in row if cell.text) for row in rows)
    # The tab at the end keeps a row of one cell a row.
    shown = tuple((*row, "") if len(row) == 1 else row for row in printed if row)
    yield Grid(shown, tuple(filled))
    nested = [block for row in rows for cell in row for block in cell.blocks if isinstance(block, Grid)]
    if nested:
        note("nested_table")
    yield from nested


def _fill(row: Sequence[Cell], above: Sequence[str]) -> tuple[str, ...]:
    texts: list[str] = []
    for cell in row:
        text = cell.text
        if cell.from_above and len(texts) < len(above):
            text = above[len(texts)]
        elif cell.from_left and texts:
            text = texts[-1]
        texts += [text] * cell.span
    return tuple(texts)
