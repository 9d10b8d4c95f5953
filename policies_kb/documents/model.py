"""What reading a file gives: its text, what stands apart from it, and what a reviewer must know."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class FileKind(StrEnum):
    """The kind of a file, by its content and not by its name."""

    TEXT = "txt"
    WORD = "docx"
    OLD_WORD = "doc"
    PDF = "pdf"
    HTML = "html"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Note(_Value):
    """One thing that was left out, joined or doubted.

    `kind` names the sort (a key of words.yml), `place` says where in Chinese, `words` are the words concerned (they may
    be cut, with …), `said` says in Chinese what was done. `look` is true where a person must compare with the original.
    """

    kind: str
    place: str
    words: str
    said: str
    look: bool = False


class Table(_Value):
    """A table: `line` is the 1-based line of its first row in the text; in `rows`, merged cells repeat their words."""

    line: int
    rows: tuple[tuple[str, ...], ...]


class Attachment(_Value):
    """A form printed after the notice: its number, its title ("" where none is printed) and its whole text."""

    number: int
    title: str
    text: str


class Link(_Value):
    """A file that a page offers beside its text."""

    name: str
    address: str


class Document(_Value):
    """A file that was read.

    `text` is all of its words, attachments included, one paragraph a line, rows of tables with their cells apart by
    tabs: what `policies_kb.clauses.parse` takes. `attachments` are the same words once more, as the clause parser
    finds them. `digest` is the SHA-256 of the file as it was given, in hex.
    """

    text: str
    tables: tuple[Table, ...]
    attachments: tuple[Attachment, ...]
    links: tuple[Link, ...]
    notes: tuple[Note, ...]
    kind: FileKind
    digest: str
