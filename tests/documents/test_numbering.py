"""Word's automatic numbers: printed as the standard says, or refused with the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluation.drafting.word_builder import build_word
from policies_kb.documents import DocumentError, Limits
from policies_kb.documents.child import read
from policies_kb.documents.model import FileKind

CASES = yaml.safe_load(Path(__file__).with_name("numbering.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_numbers(case: dict[str, Any], tmp_path: Path) -> None:
    """Each line as printed, what was changed in the notes; or the refusal that names the paragraph."""
    data = build_word(tmp_path / "case.docx", case).read_bytes()
    if "refused" in case:
        with pytest.raises(DocumentError, match=case["refused"]):
            read(FileKind.WORD, data, Limits())
        return
    document = read(FileKind.WORD, data, Limits())
    assert [line for line in document.text.split("\n") if line.strip()] == case["text"]
    if "notes" in case:
        assert [note.kind for note in document.notes] == case["notes"]


def test_enough_cases() -> None:
    """Thirty and more rules are tried, most of them with a number."""
    assert len(CASES) >= 30
    assert sum("text" in case for case in CASES) >= 25
