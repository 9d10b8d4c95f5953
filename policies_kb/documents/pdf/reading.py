"""Read a PDF file that has text."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from policies_kb.documents.content import Content
from policies_kb.documents.errors import DocumentError
from policies_kb.documents.limits import Limits
from policies_kb.documents.pdf.furniture import drop_furniture
from policies_kb.documents.pdf.letters import visible_letters
from policies_kb.documents.pdf.lines import Piece, read_page
from policies_kb.documents.pdf.paragraphs import to_blocks
from policies_kb.documents.wording import note

_FEWEST_LETTERS = 10  # of a page with text; a page number alone is none


def read_pdf(data: bytes, limits: Limits) -> Content:
    """Return the paragraphs and tables of a PDF.

    Raises DocumentError for a password, too many pages, scans, and fonts that do not say their characters.
    """
    try:
        with pdfplumber.open(BytesIO(data)) as file:
            return _read(file, limits)
    except PdfminerException as error:
        if any(isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) for cause in error.args):
            raise DocumentError("encrypted", kind="PDF") from None
        raise


def _read(file: Any, limits: Limits) -> Content:
    if len(file.pages) > limits.pages:
        raise DocumentError("too_many_pages", pages=len(file.pages), limit=limits.pages)
    content = Content()
    pages: list[list[Piece]] = []
    heights: list[float] = []
    widths: list[float] = [0.0]
    empty: list[int] = []
    for number, page in enumerate(file.pages, start=1):

        def tell(kind: str, words: str = "", number: int = number, **values: object) -> None:
            content.notes.append(note(kind, f"第 {number} 页", words, **values))

        seen = visible_letters(page, tell)
        letters = sum(bool(letter["text"].strip()) for letter in seen.chars)
        if letters < _FEWEST_LETTERS and page.images:
            empty.append(number)
        elif page.images:
            tell("picture", count=len(page.images))
        pages.append(read_page(seen, number, tell))
        heights.append(float(page.height))
        widths.append(float(page.width))
        page.close()
    if len(empty) * 2 > len(pages):
        raise DocumentError("scan", pages=len(pages), with_text=len(pages) - len(empty))
    if empty:
        content.notes.append(note("empty_pages", "全文", pages="、".join(map(str, empty))))

    def say(kind: str, place: str, words: str) -> None:
        content.notes.append(note(kind, place, words))

    drop_furniture(pages, heights, say)
    content.blocks = list(to_blocks(pages, max(widths), say))
    return content
