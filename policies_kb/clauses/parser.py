"""Turn the text of a notice into its clauses: one pass over the lines, one rule per kind of line."""

from __future__ import annotations

from policies_kb.clauses import ids
from policies_kb.clauses.furniture import remove_furniture
from policies_kb.clauses.layout import find_layout
from policies_kb.clauses.numbering import Marker, read_marker
from policies_kb.clauses.pages import remove_pages
from policies_kb.clauses.slips import read_slip
from policies_kb.clauses.source import Line, read_lines
from policies_kb.clauses.tree import ClauseTree
from policies_kb.clauses.walk import Walk


def parse(text: str) -> ClauseTree:
    """Return the clause tree of a notice's text; text without any words gives an empty tree.

    What was mended in the text and what was not understood is in the tree's `remarks`.
    """
    lines, furniture = remove_furniture(read_lines(text))
    lines, pages = remove_pages(lines)
    markers = [_read_marker(line) for line in lines]
    layout = find_layout(lines, markers)
    walk = Walk(lines, markers, layout, [*furniture, *pages])
    for at, region in enumerate(layout.regions):
        walk.step(at, region)
    clauses, paragraphs = walk.builder.finish()
    if missing := walk.forms.missing():
        walk.notes.missing_forms(missing, clauses[ids.ATTACHMENT_LIST].line)
    return ClauseTree(clauses, paragraphs, walk.notes.finish())


def _read_marker(line: Line) -> Marker | None:
    """The marker of a line, damaged or not; a row of a table has none."""
    if line.is_row:
        return None
    marker = read_marker(line.text)
    if marker is None and (slip := read_slip(line.text)) and slip.certain:
        return slip.marker
    return marker
