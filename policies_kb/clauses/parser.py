"""Turn the text of a notice into its clauses: one pass over the lines, one rule per kind of line."""

from __future__ import annotations

from policies_kb.clauses import ids
from policies_kb.clauses.furniture import remove_furniture
from policies_kb.clauses.layout import find_layout
from policies_kb.clauses.markers import read_markers
from policies_kb.clauses.pages import remove_pages
from policies_kb.clauses.source import read_lines
from policies_kb.clauses.tree import ClauseTree
from policies_kb.clauses.walk import Walk


def parse(text: str) -> ClauseTree:
    """Return the clause tree of a notice's text; text without any words gives an empty tree.

    What was mended in the text and what was not understood is in the tree's `remarks`.
    """
    lines, furniture = remove_furniture(read_lines(text))
    lines, pages = remove_pages(lines)
    markers = read_markers(lines)
    layout = find_layout(lines, markers)
    walk = Walk(lines, markers, layout, [*furniture, *pages])
    for at, region in enumerate(layout.regions):
        walk.step(at, region)
    clauses, paragraphs = walk.builder.finish()
    if missing := walk.forms.missing():
        walk.notes.missing_forms(missing, clauses[ids.ATTACHMENT_LIST].line)
    return ClauseTree(clauses, paragraphs, walk.notes.finish())
