"""Where LibreOffice is installed: its numbers are ours, but where it does not follow the standard; .doc is read."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from evaluation.drafting.printing import clauses_of, write_word
from evaluation.drafting.word_builder import build_word
from policies_kb.clauses import parse
from policies_kb.documents import DocumentError, FileKind, read_document
from tests.documents.notices import NOTICES
from tests.documents.test_numbering import CASES

OFFICE = shutil.which("soffice")
COMPARED = [case for case in CASES if "text" in case and "office" not in case]
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def _convert(files: list[Path], to: str, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", to, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


@needs_office
def test_numbers_agree(tmp_path: Path) -> None:
    """The text export of each case says the same, but for spaces."""
    files = [build_word(tmp_path / f"c{at}.docx", case) for at, case in enumerate(COMPARED)]
    _convert(files, "txt:Text (encoded):UTF8", tmp_path)
    differing = {
        case["name"]: lines
        for file, case in zip(files, COMPARED, strict=True)
        if (lines := _dense(file.with_suffix(".txt").read_text(encoding="utf-8-sig"))) != _dense_lines(case)
    }
    assert not differing


@needs_office
def test_old_word_file(tmp_path: Path) -> None:
    """A .doc gives the same clauses, and says that a person must compare the numbers."""
    tree = parse(NOTICES[-1].read_text(encoding="utf-8"))
    _convert([write_word(tmp_path / "notice.docx", tree)], "doc:MS Word 97", tmp_path)
    document = read_document(tmp_path / "notice.doc")
    assert clauses_of(parse(document.text)) == clauses_of(tree)
    assert document.kind is FileKind.OLD_WORD
    assert [note.kind for note in document.notes if note.look][:1] == ["old_word"]


def test_without_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed, one sentence says what to do."""
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "notice.doc"
    file.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"))
    with pytest.raises(DocumentError, match=r"LibreOffice.*另存为"):
        read_document(file)


def _dense(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.split("\n") if line.strip()]


def _dense_lines(case: dict[str, Any]) -> list[str]:
    return _dense("\n".join(case["text"]))
