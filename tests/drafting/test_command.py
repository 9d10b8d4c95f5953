"""``draft FILE``: writes a draft that ``check`` can read, and never over another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies_kb.console.main import main
from policies_kb.drafting.reading import readable
from policies_kb.loading import NOTICES, read_notice


def a_notice() -> Path:
    return min(NOTICES.iterdir(), key=lambda path: len((path / "text.txt").read_bytes())) / "text.txt"


def test_a_draft_is_written_with_its_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "new.txt"
    file.write_bytes(a_notice().read_text(encoding="utf-8").encode("gb18030"))
    assert main(["draft", str(file), "--folder", str(tmp_path / "drafts"), "--id", "some-2031-chuding"]) == 0
    said = capsys.readouterr().out
    assert "沿用" in said and "逐条确认" in said
    source = read_notice(tmp_path / "drafts" / "some-2031-chuding")
    assert set(source.files) == {"text.txt", "record.yml", "rules.yml", "marks.yml"}
    assert main(["draft", str(file), "--folder", str(tmp_path / "drafts"), "--id", "some-2031-chuding"]) == 1
    assert "--over" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "data"), [("a.doc", b"x"), ("a.txt", b"\xff\xff\xff"), ("none.txt", None)])
def test_what_cannot_be_read_is_said(
    name: str, data: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    assert main(["draft", str(file), "--folder", str(tmp_path / "drafts")]) == 1
    assert capsys.readouterr().err.strip()
    assert not (tmp_path / "drafts").exists()


def test_traditional_characters_are_read_with_a_remark() -> None:
    made = readable("關於開展職稱評審工作的通知，申報時間為九月一日")
    assert made.text.startswith("关于开展职称评审工作的通知")
    assert made.remarks
    assert readable("关于开展工作的通知").remarks == ()
