"""An export holds the originals' bytes, and an import elsewhere keeps them: no citation loses its original."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from policies_kb.loading import RecordError
from policies_kb.loading.source import ORIGINAL, write_folder
from policies_kb.releases import Original, export, import_folder, keep_original, original, release, submit
from policies_kb.releases.originals import naming

from .conftest import as_sources, notice

NOW = datetime(2025, 3, 6, tzinfo=UTC)


def released(url: str, place: Path, file_name: str, content: bytes) -> Original:
    """A release of one notice that names an original."""
    made = Original(file_name, "txt", content, "张三", NOW)
    keep_original(url, made)
    sources = as_sources({"a": notice("正文") | {ORIGINAL: naming(made.name, made.kind, made.digest)}})
    write_folder(sources, place / "in")
    import_folder(url, place / "in", "张三")
    submit(url, "a", "张三")
    release(url, None, reviewer="李四", reason="新增", gate=lambda _: [])
    return made


@pytest.mark.parametrize("file_name", ["某县通知.txt", "../../etc/passwd", ".bashrc", "a\\b.txt"])
def test_bytes_go_out_beside_the_notice_and_come_in_again(tmp_path: Path, file_name: str) -> None:
    here, there = f"sqlite:///{tmp_path}/here.sqlite", f"sqlite:///{tmp_path}/there.sqlite"
    made = released(here, tmp_path, file_name, "原件\r\n".encode("gb18030"))
    export(here, tmp_path / "out")
    (written,) = (tmp_path / "out" / "a" / "original").iterdir()
    assert written.read_bytes() == made.content
    assert {path.name for path in tmp_path.iterdir()} == {"here.sqlite", "in", "out"}
    import_folder(there, tmp_path / "out", "王五")
    kept = original(there, made.digest)
    assert kept is not None and (kept.content, kept.name, kept.by) == (made.content, file_name, "王五")


def test_a_file_that_is_not_the_one_named_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kb.sqlite"
    released(url, tmp_path, "通知.txt", b"one")
    export(url, tmp_path / "out")
    (tmp_path / "out" / "a" / "original" / "通知.txt").write_bytes(b"another")
    with pytest.raises(RecordError, match=r"不是 original\.yml 写的那个文件"):
        import_folder(url, tmp_path / "out", "王五")


def test_an_export_over_another_leaves_no_original_of_a_notice_that_is_gone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kb.sqlite"
    released(url, tmp_path, "通知.txt", b"one")
    gone = tmp_path / "out" / "b" / "original"
    gone.mkdir(parents=True)
    (gone / "old.txt").write_bytes(b"old")
    export(url, tmp_path / "out", over=True)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a"]
