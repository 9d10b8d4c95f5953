"""Drafts stand outside what serves."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies_kb.loading import RecordError
from policies_kb.loading.source import write_folder
from policies_kb.releases import (
    ReleaseError,
    current,
    discard,
    drafts,
    import_folder,
    release,
    seed,
    sources,
    submit,
)

from .conftest import Release, as_sources, gate, notice


def states(url: str) -> dict[str, tuple[str, str]]:
    return {draft.notice_id: (draft.state, draft.author) for draft in drafts(url)}


def test_what_is_imported_is_a_draft_and_serves_nothing(url: str, folder: Path) -> None:
    write_folder(as_sources({"yanqi": notice("错的也可以存着"), "luntai": notice("轮台")}), folder)
    assert import_folder(url, folder, " 张三 ", "第一稿").drafts == ("luntai", "yanqi")
    assert states(url) == {"luntai": ("draft", "张三"), "yanqi": ("draft", "张三")}
    assert {draft.note for draft in drafts(url)} == {"第一稿"}
    assert current(url) is None


def test_only_what_differs_from_the_release_becomes_a_draft(url: str, folder: Path) -> None:
    write_folder(as_sources({"yanqi": notice("焉耆"), "luntai": notice("轮台")}), folder)
    seed(url, folder, gate)
    write_folder(as_sources({"yanqi": notice("焉耆县\n"), "luntai": notice("轮台")}), folder, over=True)
    imported = import_folder(url, folder, "张三")
    assert (imported.drafts, imported.unchanged) == (("yanqi",), ("luntai",))
    (draft,) = drafts(url)
    assert [(found.file_name, found.lines_added, found.lines_removed) for found in draft.differences] == [
        ("", 1, 1),
        ("text.txt", 1, 1),
    ]


def test_the_same_draft_again_stays_in_review(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆")})
    in_review({"yanqi": notice("焉耆")})
    assert states(url) == {"yanqi": ("in_review", "张三")}


def test_another_draft_of_a_notice_replaces_it_and_needs_a_review_of_its_own(
    url: str, folder: Path, in_review: Release
) -> None:
    in_review({"yanqi": notice("焉耆")})
    write_folder(as_sources({"yanqi": {"text.txt": "焉耆县"}}), folder)
    assert import_folder(url, folder, "李四").replaced == {"yanqi": "张三"}
    assert states(url) == {"yanqi": ("draft", "李四")}
    with pytest.raises(ReleaseError, match="还没有提交审核"):
        release(url, ["yanqi"], reviewer="王五", reason="修改", gate=gate)
    submit(url, "yanqi", "李四")
    release(url, ["yanqi"], reviewer="王五", reason="修改", gate=gate)
    assert sources(url).sources == as_sources({"yanqi": {"text.txt": "焉耆县"}})


def test_importing_what_is_released_takes_a_pending_draft_back(url: str, folder: Path, in_review: Release) -> None:
    write_folder(as_sources({"yanqi": notice("焉耆")}), folder)
    seed(url, folder, gate)
    in_review({"yanqi": notice("改坏了")})
    imported = import_folder(url, folder, "李四")
    assert (imported.unchanged, imported.replaced) == (("yanqi",), {"yanqi": "张三"})
    assert drafts(url) == []


def test_submitting_needs_a_draft_that_is_not_in_review(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆")})
    with pytest.raises(ReleaseError, match="yanqi 已经在审核中"):
        submit(url, "yanqi", "张三")
    with pytest.raises(ReleaseError, match="没有 luntai 的草稿"):
        submit(url, "luntai", "张三")


def test_a_draft_can_be_discarded(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆"), "luntai": notice("轮台")})
    discard(url, "yanqi")
    assert states(url) == {"luntai": ("in_review", "张三")}
    with pytest.raises(ReleaseError, match="没有 yanqi 的草稿"):
        discard(url, "yanqi")


def test_nothing_to_import_is_told(url: str, folder: Path) -> None:
    folder.mkdir()
    with pytest.raises(ReleaseError, match="没有通知"):
        import_folder(url, folder, "张三")
    with pytest.raises(ReleaseError, match="作者没有写名字"):
        import_folder(url, folder, " ")
    with pytest.raises(RecordError, match="没有这个文件夹"):
        import_folder(url, folder / "nowhere", "张三")


def test_one_file_that_is_no_text_imports_nothing(url: str, folder: Path) -> None:
    write_folder(as_sources({"yanqi": notice("焉耆"), "luntai": notice("轮台")}), folder)
    (folder / "yanqi" / "text.txt").write_bytes("焉耆\n通知".encode("gb18030"))
    with pytest.raises(RecordError, match=r"yanqi/text\.txt 第1行.*UTF-8"):
        import_folder(url, folder, "张三")
    assert drafts(url) == [] if Path(url.removeprefix("sqlite:///")).exists() else True
