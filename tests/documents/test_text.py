"""Plain text in the encodings that officials' machines write."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from policies_kb.console import main
from policies_kb.documents import FileKind, read_document

LINES = "关于职称工作的通知 各单位： 一、对象 专业技术人员。 某县人社局 2025年6月3日 附件1 申报表 姓名："
TEXT = LINES.replace(" ", "\n\n") + "\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "gb18030", "gbk"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(encoding: str, tmp_path: Path) -> None:
    """The same text, its digest that of the file as given, its attachment apart."""
    file = tmp_path / "notice.txt"
    file.write_bytes(TEXT.encode(encoding))
    document = read_document(file)
    assert document.text == TEXT
    assert document.kind is FileKind.TEXT
    assert document.digest == hashlib.sha256(file.read_bytes()).hexdigest()
    assert [(form.number, form.title) for form in document.attachments] == [(1, "申报表")]


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`read` prints the text, and on standard error the notes or the refusal."""
    file = tmp_path / "notice.txt"
    file.write_text(TEXT, encoding="gb18030")
    assert main(["read", str(file)]) == 0
    assert capsys.readouterr().out == TEXT + "\n"
    assert main(["read", str(tmp_path / "none.txt")]) == 1
    assert "找不到" in capsys.readouterr().err
