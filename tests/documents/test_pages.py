"""Pages as a browser shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.documents import FileKind, Limits
from policies_kb.documents.child import read

CASES = yaml.safe_load(Path(__file__).with_name("pages.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_page(case: dict[str, Any]) -> None:
    """The lines, the filled table, the notes."""
    page = f'<html><head><meta charset="gb2312"></head><body>{case["page"]}</body></html>'
    document = read(FileKind.HTML, page.encode("gb18030"), Limits())
    assert [line for line in document.text.split("\n") if line.strip()] == case["text"]
    if "table" in case:
        assert [list(row) for row in document.tables[0].rows] == case["table"]
    if "notes" in case:
        assert [note.kind for note in document.notes] == case["notes"]
