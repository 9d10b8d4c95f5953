"""A form as a Word file: the notice's own lines and tables, ready to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from .templates import Row, Template, Words

if TYPE_CHECKING:  # reading Word files costs memory that a process without them need not spend
    from docx.document import Document

FONT = "宋体"
NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\s]+')
LONGEST_NAME = 80  # characters


def file_name(form: Template) -> str:
    """What the file is called: as the notice calls the form."""
    return f"附件{form.number} {NO_FILE_NAME.sub(' ', form.title)[:LONGEST_NAME].strip()}.docx"


def word_file(form: Template, source: str) -> bytes:
    """The file; ``source`` (the notice's title) goes into its properties, not onto the paper."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    document.core_properties.title, document.core_properties.subject = form.title, source
    document.core_properties.author = document.core_properties.comments = ""
    document.add_paragraph(f"附件{form.number}")
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(form.title)
    run.bold, run.font.size = True, Pt(18)
    for block in _parts(form.blocks):
        if isinstance(block, Words):
            document.add_paragraph(block.text)
        else:
            _add_table(document, block)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _parts(blocks: Sequence[Words | Row]) -> Iterator[Words | list[Row]]:
    """Paragraphs, and rows that follow each other as one table."""
    for is_row, together in groupby(blocks, key=lambda block: isinstance(block, Row)):
        if is_row:
            yield [block for block in together if isinstance(block, Row)]
        else:
            yield from (block for block in together if isinstance(block, Words))


def _add_table(document: Document, rows: Sequence[Row]) -> None:
    columns = max(len(row.cells) for row in rows)
    table = document.add_table(rows=len(rows), cols=columns, style="Table Grid")
    for line, row in zip(table.rows, rows, strict=True):
        cells = line.cells
        for cell, text in zip(cells, row.cells, strict=False):
            cell.text = text
        if len(row.cells) < columns:  # a row that is printed with fewer cells has a wider last one
            cells[len(row.cells) - 1].merge(cells[-1])
