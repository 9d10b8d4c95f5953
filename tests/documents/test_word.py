"""What Word shows is read; what it hides or keeps apart is said with its words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluation.drafting.word_builder import build_word
from policies_kb.documents import DocumentError, FileKind, Limits
from policies_kb.documents.child import read

CASES = yaml.safe_load(Path(__file__).with_name("shown.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_shown(case: dict[str, Any], tmp_path: Path) -> None:
    """The lines of the text, and the notes with the words that are not in it."""
    data = build_word(tmp_path / "case.docx", case).read_bytes()
    if "refused" in case:
        with pytest.raises(DocumentError, match=case["refused"]):
            read(FileKind.WORD, data, Limits())
        return
    document = read(FileKind.WORD, data, Limits())
    assert [line for line in document.text.split("\n") if line.strip()] == case["text"]
    if "notes" in case:
        assert [note.kind for note in document.notes] == case["notes"]
    for words in case.get("words", ()):
        assert any(words in note.words for note in document.notes)
    if "table" in case:
        assert [list(row) for row in document.tables[0].rows] == case["table"]
        assert document.text.split("\n")[document.tables[0].line - 1] == case["text"][0]
