"""Tables of a Word file as rows; merged cells say their words once in print and in every cell of the filled grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policies_kb.documents.content import Block
from policies_kb.documents.grids import Cell, lay_out
from policies_kb.documents.word.names import Element, local, number, value, w
from policies_kb.documents.word.sink import Sink

_CONTAINERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_MOST_SPANNED = 100


def read_table(table: Element, read: Callable[[Element], Iterator[Block]], sink: Sink) -> Iterator[Block]:
    """Yield a table as one grid, or as paragraphs where it only frames them; nested tables follow their row's table."""
    outside, sink.inside = sink.inside, "表格里"
    rows = [_cells(row, read) for row in _inside(table, "tr") if not _is_deleted(row, sink)]
    sink.inside = outside
    yield from lay_out(rows, lambda kind: sink.note(kind))


def _cells(row: Element, read: Callable[[Element], Iterator[Block]]) -> list[Cell]:
    properties = row.find(w("trPr"))
    before = number(properties, "gridBefore") or 0
    cells = [Cell((), span=min(before, _MOST_SPANNED))] if before else []
    for item in _inside(row, "tc"):
        own = item.find(w("tcPr"))
        if own is not None and own.find(w("cellDel")) is not None:
            continue
        merge = own.find(w("vMerge")) if own is not None else None
        goes_on = merge is not None and merge.get(w("val"), "continue") == "continue"
        beside = value(own, "hMerge") == "continue"
        span = max(1, min(number(own, "gridSpan") or 1, _MOST_SPANNED))
        cells.append(Cell(tuple(read(item)), span=span, from_above=goes_on, from_left=beside))
    return cells


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, through content controls."""
    for child in parent:
        if child.tag == w(name):
            yield child
        elif local(child) in _CONTAINERS:
            yield from _inside(child, name)


def _is_deleted(row: Element, sink: Sink) -> bool:
    properties = row.find(w("trPr"))
    if properties is None or properties.find(w("del")) is None:
        return False
    sink.note("deleted", " ".join(item.text or "" for item in row.iter(w("delText"), w("t"))))
    return True
