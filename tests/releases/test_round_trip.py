"""Import, release, export: the same bytes, whatever an editor left in the files."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies_kb.loading.source import write_folder
from policies_kb.releases import ReleaseError, export, import_folder, release, sources, submit

from .conftest import as_sources, notice

PIECES = (
    "\r\n",
    "\r",
    "\n",
    "\ufeff",
    " ",
    "\t",
    "# 注释",
    "a: 1",
    "- 'x'",
    "：",
    "\u2028",
    "\x0b",
    "\x0c",
    "\x85",
    "𠮷",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_characters="\0", codec="utf-8")), max_size=8)
FILES = st.dictionaries(
    st.sampled_from(("text.txt", "record.yml", "rules.yml", "附件1.txt")),
    TEXTS.map("".join).map(str.encode),
    min_size=1,
)
FOLDERS = st.dictionaries(
    st.from_regex(r"[a-z0-9][a-z0-9.-]{0,11}[a-z0-9]", fullmatch=True), FILES, min_size=1, max_size=3
)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notices=FOLDERS)
def test_what_goes_in_comes_out_byte_for_byte(tmp_path: Path, notices: Mapping[str, Mapping[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory(dir=tmp_path) as place:
        url = f"sqlite:///{place}/kb.sqlite"
        before, after = Path(place) / "in", Path(place) / "out"
        for name, files in notices.items():
            (before / name).mkdir(parents=True)
            for file, data in files.items():
                (before / name / file).write_bytes(data)
        for notice_id in import_folder(url, before, "张三").drafts:
            submit(url, notice_id, "张三")
        release(url, None, reviewer="李四", reason="往返", gate=lambda _: [])
        export(url, after)
        assert bytes_of(after) == bytes_of(before)
        assert import_folder(url, after, "张三").drafts == ()


def test_a_folder_that_is_not_empty_is_written_over_only_when_told(url: str, tmp_path: Path) -> None:
    place, out = tmp_path / "in", tmp_path / "out"
    write_folder(as_sources({"yanqi": notice("焉耆")}), place)
    import_folder(url, place, "张三")
    submit(url, "yanqi", "张三")
    release(url, None, reviewer="李四", reason="首次", gate=lambda _: [])
    write_folder(as_sources({"yanqi": {"old.txt": "旧"}, "luntai": notice("轮台")}), out)
    (out / "README.md").write_text("说明", encoding="utf-8")
    (out / "yanqi" / "scan.pdf").write_bytes(b"%PDF")
    before = bytes_of(out)
    with pytest.raises(ReleaseError, match="不是空的文件夹"):
        export(url, out)
    assert bytes_of(out) == before
    assert export(url, out, over=True) == 1
    assert bytes_of(out) == {**bytes_of(place), "README.md": "说明".encode(), "yanqi/scan.pdf": b"%PDF"}


def test_an_earlier_release_is_exported_by_its_number(url: str, tmp_path: Path) -> None:
    for text in ("一", "二"):
        write_folder(as_sources({"yanqi": notice(text)}), tmp_path / "in", over=True)
        import_folder(url, tmp_path / "in", "张三")
        submit(url, "yanqi", "张三")
        release(url, None, reviewer="李四", reason=text, gate=lambda _: [])
    assert export(url, tmp_path / "out", 1) == 1
    assert (tmp_path / "out" / "yanqi" / "text.txt").read_bytes() == "一".encode()
    with pytest.raises(ReleaseError, match="没有第 5 号发布"):
        export(url, tmp_path / "five", 5)
    assert sources(url).number == 2
