"""What the readers of the several kinds hand on: paragraphs and tables in reading order, links and notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from policies_kb.documents.model import Document, FileKind, Link, Note, Table


@dataclass(frozen=True)
class Words:
    """A paragraph; a line feed inside it is a line break that its author made."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table as printed; `filled` has the words of merged cells in each cell that they cover."""

    rows: tuple[tuple[str, ...], ...]
    filled: tuple[tuple[str, ...], ...]


Block = Words | Grid


@dataclass
class Content:
    """A file's blocks; `text` instead of blocks where the file is plain text, to be kept sign by sign."""

    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    text: str | None = None


def compose(content: Content, kind: FileKind) -> Document:
    """Return the document of a file's content; attachments and digest are filled in by `read_document`."""
    lines: list[str] = []
    tables: list[Table] = []
    for block in content.blocks:
        if isinstance(block, Grid):
            tables.append(Table(line=len(lines) + 1, rows=block.filled))
            lines += ["\t".join(row) for row in block.rows]
        else:
            lines += block.text.split("\n")
        lines.append("")
    return Document(
        text="\n".join(lines) if content.text is None else content.text,
        tables=tuple(tables),
        attachments=(),
        links=tuple(content.links),
        notes=tuple(content.notes),
        kind=kind,
        digest="",
    )
