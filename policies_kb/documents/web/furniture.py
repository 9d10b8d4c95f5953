"""Drop the lines that a site prints around a notice: as the clause parser knows them, and names of files to fetch."""

from __future__ import annotations

from policies_kb.clauses.furniture import remove_furniture
from policies_kb.clauses.numbering import read_marker
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
    _drop_file_names(content)


def _drop_file_names(content: Content) -> None:
    """A file's name below the text is a button; with 附件 or a number it belongs to the list of attachments."""
    names = {" ".join(link.name.split()) for link in content.links}
    while len(content.blocks) > 1:
        last = content.blocks[-1]
        if (
            not isinstance(last, Words)
            or last.text not in names
            or last.text.startswith("附件")
            or read_marker(last.text)
        ):
            return
        content.blocks.pop()
