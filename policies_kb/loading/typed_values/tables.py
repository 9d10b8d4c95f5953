"""Amounts in a table whose head says 元: the cells hold bare numbers, and what they are of stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policies_kb.lexers import Amount, amounts, plain

BETWEEN = "\t"  # cells of a row
UNIT = re.compile(r"(?:^|[(（/:])(?:人民币)?元(?:$|[)）/每人])")  # of a head: （元）, 元/人, 单位：元; 万元 is none
YUAN = "元"


@dataclass(frozen=True)
class Cell:
    """One bare number under 元. ``around``: the words of its row and the head of its column."""

    amount: Amount
    column: int
    around: tuple[str, ...]


def cells_of(row: str) -> tuple[str, ...]:
    """The cells of a printed row."""
    return tuple(cell.strip() for cell in row.split(BETWEEN))


def in_yuan(cell: str) -> bool:
    """Whether a cell says that the numbers that belong to it are yuan."""
    return UNIT.search(plain(cell)) is not None


def amounts_under(row: Sequence[str], head: Sequence[str], *, caption: str = "") -> Iterator[Cell]:
    """The bare numbers of a row that are yuan by the head of their column, by the first cell of the row (a table on its
    side), or by the words over the table. Only of a row with as many cells as the head: else no cell has a column.
    """
    if len(row) != len(head) or len(row) < 2:
        return
    for column, cell in enumerate(row):
        printed = plain(cell)
        whole = next(amounts(printed + YUAN), None)
        if whole is None or YUAN in printed or (whole.start, whole.end) != (0, len(printed) + 1):
            continue
        if in_yuan(head[column]) or (column > 0 and in_yuan(row[0])) or in_yuan(caption):
            words = (each for at, each in enumerate(row) if at != column and not plain(each).isdecimal())
            yield Cell(whole, column, (*words, head[column]))
