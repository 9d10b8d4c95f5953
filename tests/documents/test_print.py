"""Printed pages with columns, ruled and merged tables, white and turned words."""

from __future__ import annotations

import subprocess

import pytest

from policies_kb.documents import Document, read_document
from scripts.browser import ARGUMENTS, CHROMIUM

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium to print a PDF with")

_SENTENCE = "申报人员应当按照要求提交材料并对材料的真实性负责，"
_PAGE = f"""<html><head><meta charset="utf-8"><style>
@page {{ size: A4; margin: 2.5cm }} body {{ font: 16px/1.6 "Noto Serif CJK SC"; margin: 0 }}
* {{ -webkit-print-color-adjust: exact }}
p {{ text-indent: 2em; margin: 0; text-align: justify }} .two {{ column-count: 2; column-gap: 3em; break-before: page }}
td {{ border: 1px solid; padding: 4px }} table {{ border-collapse: collapse; width: 100% }}
</style></head><body>
<p>一、收费标准</p>
<table><tr><td rowspan="2">初级</td><td>笔试</td><td>180元</td></tr><tr><td>面试</td><td>90元</td></tr></table>
<p>二、{_SENTENCE * 5}完。</p><p style="color:#fff">看不见的字</p>
<div class="two"><p>三、{_SENTENCE * 12}左栏完。</p><p>四、{_SENTENCE * 12}右栏完。</p></div>
</body></html>"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """One file for all."""
    folder = tmp_path_factory.mktemp("print")
    source, file = folder / "a.html", folder / "a.pdf"
    source.write_text(_PAGE, encoding="utf-8")
    command = [CHROMIUM, "--headless", *ARGUMENTS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={file}"]
    subprocess.run([*command, source.as_uri()], check=True, capture_output=True, timeout=60)
    return read_document(file)


def test_lines_are_paragraphs_again(document: Document) -> None:
    """Each paragraph is one line of the text, columns one after the other."""
    lines = [line for line in document.text.split("\n") if line]
    assert lines[0] == "一、收费标准"
    assert f"二、{_SENTENCE * 5}完。" in lines
    assert f"三、{_SENTENCE * 12}左栏完。" in lines
    assert f"四、{_SENTENCE * 12}右栏完。" in lines


def test_tables_are_rows(document: Document) -> None:
    """Merged cells are filled in the table and printed once in the text."""
    assert document.tables[0].rows == (("初级", "笔试", "180元"), ("初级", "面试", "90元"))
    assert "初级\t笔试\t180元\n面试\t90元" in document.text


def test_what_was_left_out_is_said(document: Document) -> None:
    """White words, columns, heads and feet of the page."""
    said = {note.kind: note.words for note in document.notes}
    assert "看不见的字" in said["invisible"]
    assert "columns" in said and "running_head" in said
    assert "看不见的字" not in document.text
