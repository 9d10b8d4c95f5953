"""Amounts in a table whose head says 元, while its cells hold bare numbers."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.lexers import plain
from policies_kb.loading.typed_values.tables import Cell, in_yuan

from ..found import Found, Mark
from ..rows import Row, rows
from ..source import Source, names
from ..words import words
from .fees import beside_cells, fee_id, named_fee, path_of


def fee_tables(source: Source) -> Iterator[Found]:
    """Every whole amount with the level and path of its row or column. What else the row limits is a doubt."""
    for row in rows(source.rules):
        if row.passage.blank or row.head is None:
            continue
        for cell in row.amounts:
            if cell.amount.simple and cell.amount.yuan and (_said_in_table(cell, row) or _name(cell)):
                yield _fee(cell, row, source)


def _fee(cell: Cell, row: Row, source: Source) -> Found:
    assert row.head is not None
    signs = {path: source.reference.paths[path].signs for path in source.head.paths}
    around = "，".join(cell.around)
    levels = source.levels_in(around)
    name = _name(cell)
    path = path_of(names(around, signs), levels, source)
    fact: dict[str, object] = {"id": fee_id(path, levels), "kind": "fee", "quote": row.passage.text}
    fact |= {"amount": int(cell.amount.yuan), "more_quotes": [row.head.text]}
    in_table = _said_in_table(cell, row)
    if row.above and not in_table:
        fact["more_quotes"] = [row.head.text, row.above.text]
    if path and len(source.head.paths) > 1:
        fact["paths"] = [path]
    if levels:
        fact["levels"] = levels
    if name:
        fact["called"] = name
    unsure = "；".join(_doubts(row, source, name, bool(path or levels), in_table=in_table))
    mark = Mark.GUESSED if unsure else Mark.EXTRACTED
    head = row.columns[cell.column]
    reason = f"表里“{head}”一列写着{cell.amount.printed}"
    found = Found(fact, row.passage.clause, mark, reason, ("amount", "levels", "paths"), unsure=unsure)
    return beside_cells(found, row, source, cell.column)


def _said_in_table(cell: Cell, row: Row) -> bool:
    return in_yuan(row.columns[cell.column]) or in_yuan(row.cells[0])


def _name(cell: Cell) -> str:
    """The notice's own name for what is paid."""
    return next(filter(None, (named_fee(plain(words_)) for words_ in cell.around)), "")


def _doubts(row: Row, source: Source, name: str, told: bool, *, in_table: bool) -> Iterator[str]:
    """What is not sure about an amount of a table."""
    over = " ".join((*row.passage.headings, row.above.text if row.above else ""))
    if not in_table:
        yield "单位“元”写在表的上面，不一定是这一列的"
    if not name and not any(sign in over for sign in words()["fees"]["ends"]):
        yield "没有读出是什么钱"
    if len(source.head.paths) > 1 and not told:
        yield "没有读出是谁、哪种方式的收费"
