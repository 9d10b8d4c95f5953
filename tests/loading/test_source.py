"""The files of a notice as text: read to the byte, written back to the byte, loaded as an editor meant them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policies_kb.loading import (
    NOTICES,
    Notice,
    NoticeSource,
    RecordError,
    lined_yaml,
    load_knowledge_base,
    load_notice,
    rebuilt,
)
from policies_kb.loading.source import digest, notice_folders, read_folder, read_notice, write_folder
from policies_kb.reference import load_reference

ONE = notice_folders(NOTICES)[0]
ODD = "\ufeff第一行 \r\n第二行\r第三行\n\n# 注释\t\n没有换行"


def told(notice: Notice) -> tuple[object, ...]:
    return notice.record, notice.text, list(notice.tree.clauses.values()), notice.cells


def test_a_notice_is_the_text_of_its_files(tmp_path: Path) -> None:
    place = tmp_path / "yanqi"
    place.mkdir()
    (place / "text.txt").write_bytes(ODD.encode())
    (place / "record.yml").write_bytes(b"a: 1\n")
    for other in ("scan.pdf", ".record.yml.swp", "._text.txt", "notes.md"):
        (place / other).write_bytes(b"\xff")
    (place / "sub.yml").mkdir()
    assert read_notice(place) == NoticeSource("yanqi", {"record.yml": "a: 1\n", "text.txt": ODD})


def test_what_is_written_is_what_was_read(tmp_path: Path) -> None:
    sources = {"yanqi": NoticeSource("yanqi", {"text.txt": ODD, "rules.yml": ""})}
    write_folder(sources, tmp_path / "out")
    assert (tmp_path / "out" / "yanqi" / "text.txt").read_bytes() == ODD.encode()
    assert read_folder(tmp_path / "out") == sources


@pytest.mark.parametrize(("notice_id", "name"), [("..", "a.txt"), ("a", "../b.txt"), ("a/b", "c.txt"), ("_a", "c.txt")])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, notice_id: str, name: str) -> None:
    with pytest.raises(ValueError, match="不能用作文件名"):
        write_folder({notice_id: NoticeSource(notice_id, {name: ""})}, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_files_that_are_no_text_are_all_named(tmp_path: Path) -> None:
    for name, data in (("one", "焉耆\n".encode("gb18030")), ("two", b"a\nb\n\0"), ("three", b"fine")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "text.txt").write_bytes(data)
    with pytest.raises(RecordError) as refused:
        read_folder(tmp_path)
    said = [str(problem) for problem in refused.value.problems]
    assert said == [
        "one/text.txt 第1行：不是 UTF-8 编码的文字 → 用 UTF-8 编码重新保存",
        "two/text.txt 第3行：有空字符（NUL），不是文字文件 → 用 UTF-8 编码重新保存",
    ]


def test_a_file_name_from_another_code_page_is_named(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    Path(str(tmp_path / "one") + "/" + "附件.txt".encode("gb18030").decode(errors="surrogateescape")).write_bytes(b"x")
    with pytest.raises(RecordError, match="文件名不是 UTF-8 编码") as refused:
        read_folder(tmp_path)
    assert str(refused.value).encode()  # can be printed


def test_the_digest_follows_texts_and_names_and_no_order() -> None:
    one, two = NoticeSource("a", {"x.txt": "1", "y.txt": "2"}), NoticeSource("b", {"x.txt": "3"})
    same = digest({"a": one, "b": two})
    assert digest({"b": two, "a": NoticeSource("a", {"y.txt": "2", "x.txt": "1"})}) == same
    others = [
        {"a": one},
        {"a": one, "c": NoticeSource("c", {"x.txt": "3"})},
        {"a": one, "b": NoticeSource("b", {"z.txt": "3"})},
        {"a": one, "b": NoticeSource("b", {"x.txt": "3\n"})},
        {"a": NoticeSource("a", {"x.txt": "1"}), "b": NoticeSource("b", {"x.txt": "3", "y.txt": "2"})},
    ]
    assert len({same, *map(digest, others)}) == 1 + len(others)


def test_a_notice_loads_the_same_whatever_the_editor_did_to_its_line_ends() -> None:
    source = read_notice(ONE)
    foreign = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in source.files.items()}
    assert told(load_notice(NoticeSource(source.id, foreign))) == told(load_notice(source))


def test_what_was_parsed_before_is_not_parsed_again() -> None:
    source = read_notice(ONE)
    data = lined_yaml(source, "record.yml").data
    unreadable = NoticeSource(source.id, {**source.files, "record.yml": "not: [yaml"})
    assert told(rebuilt(unreadable, data, load_reference())) == told(load_notice(source))


def test_a_day_that_does_not_exist_is_named_with_its_line() -> None:
    files = read_notice(ONE).files
    issued = re.compile(r"(?<=\n  issued: )\S+")
    source = NoticeSource("yanqi", {**files, "record.yml": issued.sub("2024-09-31", files["record.yml"])})
    line = source.files["record.yml"].split("2024-09-31")[0].count("\n") + 1
    with pytest.raises(RecordError, match=rf"yanqi/record\.yml 第{line}行 notice\.issued"):
        load_notice(source)


def test_the_knowledge_base_keeps_the_files_it_was_made_from() -> None:
    base = load_knowledge_base()
    assert base.sources.keys() == base.notices.keys()
    assert base.release is None
