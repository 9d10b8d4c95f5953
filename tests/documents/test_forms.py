"""The same clauses from every form of a notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.drafting.printing import clauses_of, write_page, write_print, write_word
from policies_kb.clauses import parse
from policies_kb.documents import read_document
from scripts.browser import CHROMIUM
from tests.documents.notices import NOTICES


@pytest.mark.parametrize("notice", NOTICES, ids=lambda path: path.parent.name + "/" + path.stem)
def test_word(notice: Path, tmp_path: Path) -> None:
    """.docx, every number automatic."""
    tree = parse(notice.read_text(encoding="utf-8"))
    document = read_document(write_word(tmp_path / "notice.docx", tree))
    assert clauses_of(parse(document.text)) == clauses_of(tree)


@pytest.mark.parametrize("notice", NOTICES, ids=lambda path: path.parent.name + "/" + path.stem)
def test_page(notice: Path, tmp_path: Path) -> None:
    """A page of a site, with what sites print around a notice."""
    tree = parse(notice.read_text(encoding="utf-8"))
    document = read_document(write_page(tmp_path / "notice.html", tree))
    assert clauses_of(parse(document.text)) == clauses_of(tree)
    assert [link.address for link in document.links] == ["/files/f1.docx"]


@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium to print a PDF with")
@pytest.mark.parametrize("notice", NOTICES, ids=lambda path: path.parent.name + "/" + path.stem)
def test_print(notice: Path, tmp_path: Path) -> None:
    """A printed PDF: lines, pages and page numbers undone."""
    tree = parse(notice.read_text(encoding="utf-8"))
    document = read_document(write_print(tmp_path / "notice.pdf", tree))
    assert clauses_of(parse(document.text)) == clauses_of(tree)
