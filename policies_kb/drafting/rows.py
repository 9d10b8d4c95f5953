"""The tables of a notice: each row with the head of its table and the words over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policies_kb.clauses import bare
from policies_kb.lexers import plain
from policies_kb.loading.typed_values.tables import BETWEEN, Cell, amounts_under, cells_of, in_yuan

from .passages import Passage
from .words import words


@dataclass(frozen=True)
class Row:
    """``head``: the first row of its table, where that names columns. ``above``: the sentence before the table."""

    passage: Passage
    cells: tuple[str, ...]
    head: Passage | None
    above: Passage | None

    @property
    def columns(self) -> tuple[str, ...]:
        """What the columns are called; empty where the table has no head."""
        return cells_of(self.head.text) if self.head else ()

    @property
    def aligned(self) -> bool:
        """Whether each cell has a head: in print an empty cell leaves no trace, and the rest moves to the left."""
        return len(self.cells) == len(self.columns)

    @property
    def amounts(self) -> tuple[Cell, ...]:
        """The bare numbers that are yuan."""
        above = self.above.text if self.above else ""
        return tuple(amounts_under(self.cells, self.columns, caption=above))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The columns of the bare numbers but for the order of the row."""
        listed = words()["tables"]["order"]
        counts = (at for at, cell in enumerate(self.cells) if plain(cell).replace(",", "").replace(".", "").isdecimal())
        return tuple(at for at in counts if not (at == 0 and self.aligned and plain(self.columns[0]) in listed))

    def besides(self, column: int, told: Iterable[str]) -> Iterator[str]:
        """The cells that say more than the words ``told``, numbers and what limits nothing: they may limit the value of
        ``column``, which is not looked at."""
        general = [plain(word) for word in (*told, *words()["tables"]["general"])]
        for at, cell in enumerate(self.cells):
            left = plain(cell)
            for word in sorted(filter(None, general), key=len, reverse=True):
                left = left.replace(word, "")
            if at != column and bare(left) and not bare(left).isdecimal() and not in_yuan(cell):
                yield cell


def rows(passages: Iterable[Passage]) -> Iterator[Row]:
    """Every row below the head of a table, in order; of a table without a head every row."""
    before: Passage | None = None
    above: Passage | None = None
    head: Passage | None = None
    for passage in passages:
        in_table = BETWEEN in passage.text
        goes_on = before is not None and before.clause == passage.clause and BETWEEN in before.text
        if in_table and not goes_on:
            above = before if before is not None and before.clause == passage.clause else None
            head = passage if _names_columns(passage.text) else None
        if in_table and passage is not head:
            yield Row(passage, cells_of(passage.text), head, above)
        before = passage


def _names_columns(text: str) -> bool:
    """Whether no cell of a row has a figure."""
    return not any(map(str.isdigit, plain(text)))
