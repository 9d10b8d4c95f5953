"""The folder as seed: it makes releases while only folders did, and never stops what can be served."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from policies_kb.loading import NoticeSource, Problem, RecordError
from policies_kb.loading.source import write_folder
from policies_kb.releases import current, log, release, rollback, seed, sources

from .conftest import Notices, Release, as_sources, gate, notice

FIVE = {name: notice(f"{name}\n") for name in ("akesu", "archives", "luntai", "techschool", "yanqi")}


def put(folder: Path, notices: Notices) -> None:
    write_folder(as_sources(notices), folder, over=True)


def test_the_first_look_makes_the_first_release(url: str, folder: Path) -> None:
    put(folder, FIVE)
    report = seed(url, folder, gate)
    assert (report.made, report.refused, report.held) == (1, {}, "")
    assert sources(url).sources == as_sources(FIVE)
    made = log(url)[0].release
    assert (made.origin, made.author, made.reviewer, made.previous) == ("folder", "folder", None, None)


def test_an_unchanged_folder_makes_nothing_and_asks_no_gate(url: str, folder: Path) -> None:
    put(folder, FIVE)
    seed(url, folder, gate)

    def never(_: Mapping[str, NoticeSource]) -> list[Problem]:
        raise AssertionError("nothing is to be checked")

    assert seed(url, folder, never).made is None
    assert len(log(url)) == 1


def test_a_changed_folder_makes_the_next_release(url: str, folder: Path) -> None:
    put(folder, FIVE)
    seed(url, folder, gate)
    without = {name: files for name, files in FIVE.items() if name != "akesu"}
    put(folder, {**without, "yanqi": notice("焉耆县\n")})
    report = seed(url, folder, gate)
    assert (report.made, report.gone) == (2, ("akesu",))
    assert [(found.notice_id, found.kind) for found in log(url)[0].release.differences if found.whole] == [
        ("akesu", "removed"),
        ("yanqi", "changed"),
    ]


def test_one_faulty_notice_of_five_is_refused_by_name_and_stays_as_it_was(url: str, folder: Path) -> None:
    put(folder, FIVE)
    seed(url, folder, gate)
    put(folder, {**FIVE, "yanqi": notice("改到一半\n错\n"), "luntai": notice("轮台县\n")})
    report = seed(url, folder, gate)
    assert (report.made, report.kept, report.left_out) == (2, ("yanqi",), ())
    assert [str(problem) for problem in report.refused["yanqi"]] == ["yanqi/text.txt 第2行：写着“错” → 删掉这一行"]
    assert sources(url).sources == as_sources({**FIVE, "luntai": notice("轮台县\n")})
    again = seed(url, folder, gate)
    assert (again.made, list(again.refused), again.kept) == (None, ["yanqi"], ("yanqi",))


def clash(sources: Mapping[str, NoticeSource]) -> list[Problem]:
    """Two notices that say 同一条 cannot stand beside each other."""
    same = [name for name, source in sources.items() if "同一条" in source.files["text.txt"]]
    return [Problem(f"{name}/text.txt", 1, "", "重复", "只留一份") for name in same if len(same) > 1]


def test_notices_that_do_not_go_together_are_refused_and_what_was_released_stays(url: str, folder: Path) -> None:
    put(folder, {**FIVE, "yanqi": notice("同一条\n")})
    seed(url, folder, clash)
    put(folder, {**FIVE, "yanqi": notice("同一条\n"), "luntai": notice("同一条\n"), "new": notice("同一条\n")})
    report = seed(url, folder, clash)
    assert (report.made, report.kept, report.left_out) == (None, ("luntai",), ("new",))
    assert sources(url).sources == as_sources({**FIVE, "yanqi": notice("同一条\n")})


def follows(sources: Mapping[str, NoticeSource]) -> list[Problem]:
    """A notice that says 代替X needs X beside it."""
    return [
        Problem(f"{name}/text.txt", 1, "", "没有收录", "补上")
        for name, source in sources.items()
        for words in source.files["text.txt"].split("代替")[1:]
        if words.strip() not in sources
    ]


def test_a_notice_may_speak_of_another(url: str, folder: Path) -> None:
    put(folder, {**FIVE, "new": notice("代替yanqi\n")})
    assert seed(url, folder, follows).refused == {}
    assert len(sources(url).sources) == 6


def test_what_others_changed_is_not_held_against_what_stayed(url: str, folder: Path) -> None:
    put(folder, {**FIVE, "new": notice("代替yanqi\n")})
    seed(url, folder, follows)
    put(folder, {**{name: files for name, files in FIVE.items() if name != "yanqi"}, "new": notice("代替yanqi\n")})
    report = seed(url, folder, follows)
    assert (report.made, list(report.refused), report.kept) == (2, ["new"], ("new",))


def test_a_problem_that_names_no_notice_is_traced_to_the_notice_that_has_it(url: str, folder: Path) -> None:
    put(folder, {**FIVE, "yanqi": notice("错")})
    report = seed(url, folder, lambda found: [Problem("text.txt", 1, "", "错", "改")] if gate(found) else [])
    assert (report.made, report.left_out) == (1, ("yanqi",))
    assert len(sources(url).sources) == 4


def test_a_faulty_notice_that_was_never_released_is_left_out(url: str, folder: Path) -> None:
    put(folder, {**FIVE, "yanqi": notice("错")})
    report = seed(url, folder, gate)
    assert (report.made, report.kept, report.left_out) == (1, (), ("yanqi",))
    assert sorted(sources(url).sources) == ["akesu", "archives", "luntai", "techschool"]


def test_the_last_version_of_a_faulty_notice_must_pass_too(url: str, folder: Path) -> None:
    """The program has changed: what was fit to serve is so no more, and one such notice must not stop the others."""
    put(folder, {"yanqi": notice("错"), "luntai": notice("轮台")})
    seed(url, folder, lambda _: [])
    put(folder, {"yanqi": notice("还是错"), "luntai": notice("轮台县")})
    report = seed(url, folder, gate)
    assert (report.made, report.left_out) == (2, ("yanqi",))
    assert list(sources(url).sources) == ["luntai"]


def test_what_was_released_stays_under_stricter_checks_while_it_can_be_served(url: str, folder: Path) -> None:
    put(folder, {"yanqi": notice("错"), "luntai": notice("轮台")})
    seed(url, folder, lambda _: [])
    put(folder, {"yanqi": notice("还是错"), "luntai": notice("轮台县")})
    report = seed(url, folder, gate, lambda _: [])
    assert (report.made, report.kept, report.left_out) == (2, ("yanqi",), ())
    assert sources(url).sources["yanqi"].files["text.txt"] == "错"


def test_the_gate_can_be_asked_again_about_an_unchanged_folder(url: str, folder: Path) -> None:
    put(folder, {"yanqi": notice("错"), "luntai": notice("轮台")})
    seed(url, folder, lambda _: [])
    assert seed(url, folder, gate).made is None
    assert seed(url, folder, gate, again=True).made == 2
    assert list(sources(url).sources) == ["luntai"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("text.txt", "焉耆\n通知".encode("gb18030")),
        ("record.yml", b"\xff\xfe\x00"),
        ("text.txt", b"one\0two"),
    ],
)
def test_a_file_that_is_no_text_concerns_its_notice_only(url: str, folder: Path, name: str, data: bytes) -> None:
    put(folder, FIVE)
    seed(url, folder, gate)
    (folder / "yanqi" / name).write_bytes(data)
    (folder / "luntai" / "text.txt").write_text("轮台县\n", encoding="utf-8")
    report = seed(url, folder, gate)
    assert (report.made, list(report.refused), report.kept) == (2, ["yanqi"], ("yanqi",))
    assert sources(url).sources["yanqi"] == as_sources(FIVE)["yanqi"]
    assert sources(url).sources["luntai"].files["text.txt"] == "轮台县\n"


def test_a_folder_without_a_usable_notice_releases_nothing(url: str, folder: Path) -> None:
    put(folder, {"yanqi": notice("错")})
    report = seed(url, folder, gate)
    assert (report.made, report.left_out, current(url)) == (None, ("yanqi",), None)
    put(folder, FIVE)
    seed(url, folder, gate)
    put(folder, {})
    assert seed(url, folder, gate).made is None
    assert sources(url).sources == as_sources(FIVE)


def test_a_folder_that_is_not_there_is_told(url: str, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="没有这个文件夹"):
        seed(url, tmp_path / "nowhere", gate)


def test_what_people_released_is_not_overwritten_by_the_folder(url: str, folder: Path, in_review: Release) -> None:
    put(folder, FIVE)
    seed(url, folder, gate)
    in_review({"yanqi": notice("审核过的\n")})
    release(url, None, reviewer="李四", reason="更正", gate=gate)
    report = seed(url, folder, gate)
    assert report.made is None
    assert "第 2 号发布来自审核过的草稿" in report.held and "import" in report.held and "submit" in report.held
    assert sources(url).sources["yanqi"].files["text.txt"] == "审核过的\n"
    put(folder, {**FIVE, "yanqi": notice("审核过的\n")})
    assert seed(url, folder, gate).held == ""  # the folder has caught up


def test_going_back_is_not_undone_by_the_same_folder(url: str, folder: Path) -> None:
    put(folder, FIVE)
    seed(url, folder, gate)
    put(folder, {**FIVE, "yanqi": notice("不该发的\n")})
    seed(url, folder, gate)
    rollback(url, 1, "李四", "日期有误")
    report = seed(url, folder, gate)
    assert report.made is None
    assert "退回前的第 2 号发布" in report.held and "rollback 2" in report.held
    assert current(url) == 1
    put(folder, {**FIVE, "yanqi": notice("改好的\n")})
    assert seed(url, folder, gate).made == 3
    assert sources(url).sources["yanqi"].files["text.txt"] == "改好的\n"


def test_folders_that_start_with_a_dot_or_underscore_and_empty_ones_are_no_notices(url: str, folder: Path) -> None:
    put(folder, {"yanqi": notice("焉耆")})
    for name in (".git", "_template"):
        (folder / name).mkdir()
        (folder / name / "text.txt").write_text("错", encoding="utf-8")
    (folder / "empty").mkdir()
    (folder / "word").mkdir()
    (folder / "word" / "通知.docx").write_bytes(b"PK")
    report = seed(url, folder, gate)
    assert list(sources(url).sources) == ["yanqi"]
    assert list(report.refused) == ["word"]
