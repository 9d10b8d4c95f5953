"""Drop the lines that a site prints around a notice, as the clause parser knows them."""

from __future__ import annotations

from policies_kb.clauses.furniture import remove_furniture
from policies_kb.clauses.source import read_lines
from policies_kb.documents.content import Block, Content, Grid, Words, compose
from policies_kb.documents.model import FileKind
from policies_kb.documents.wording import note


def drop_furniture(content: Content) -> None:
    """Take furniture out of the blocks, with a note on each line."""
    _, remarks = remove_furniture(read_lines(compose(content, FileKind.HTML).text))
    gone = {remark.line for remark in remarks}
    kept: list[Block] = []
    line = 1
    for block in content.blocks:
        if isinstance(block, Grid):
            kept.append(block)
            line += len(block.rows) + 1
            continue
        lines = block.text.split("\n")
        left = [words for at, words in enumerate(lines, start=line) if at not in gone]
        if left:
            kept.append(Words("\n".join(left)))
        line += len(lines) + 1
    content.blocks = kept
    content.notes += [note("furniture", "网页", remark.text) for remark in remarks]
