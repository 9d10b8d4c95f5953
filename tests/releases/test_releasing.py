"""From drafts to a release: who may, what is refused, what a release holds."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from policies_kb.loading import NoticeSource, Problem
from policies_kb.releases import RefusedRelease, ReleaseError, current, drafts, log, release, sources

from .conftest import Release, as_sources, gate, notice


def test_a_release_is_the_one_before_with_the_drafts_in_it(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆"), "luntai": notice("轮台")})
    assert release(url, None, reviewer="李四", reason="首次", gate=gate) == 1
    in_review({"yanqi": notice("焉耆县"), "akesu": notice("阿克苏")})
    assert release(url, None, reviewer="李四", reason="更正", gate=gate) == 2
    assert current(url) == 2
    assert sources(url).sources == as_sources(
        {"akesu": notice("阿克苏"), "luntai": notice("轮台"), "yanqi": notice("焉耆县")}
    )
    assert sources(url, 1).sources == as_sources({"luntai": notice("轮台"), "yanqi": notice("焉耆")})
    assert drafts(url) == []


def test_a_release_tells_who_why_and_what(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("一\n二\n三\n"), "luntai": notice("轮台")})
    release(url, None, reviewer="李四", reason="首次", gate=gate)
    in_review({"yanqi": notice("一\n二\n四\n五\n")})
    release(url, ["yanqi"], reviewer="李四", reason="更正日期", gate=gate, remove=["luntai"])
    made = log(url)[0].release
    assert (made.number, made.previous, made.author, made.reviewer, made.reason, made.origin) == (
        (2, 1, "张三", "李四", "更正日期", "draft")
    )
    assert [
        (found.notice_id, found.file_name, found.kind, found.lines_added, found.lines_removed)
        for found in made.differences
    ] == [
        ("luntai", "", "removed", 0, 2),
        ("luntai", "record.yml", "removed", 0, 1),
        ("luntai", "text.txt", "removed", 0, 1),
        ("yanqi", "", "changed", 2, 1),
        ("yanqi", "text.txt", "changed", 2, 1),
    ]
    assert made.digest != log(url)[1].release.digest


def test_only_the_drafts_named_are_released(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆"), "luntai": notice("轮台")})
    release(url, ["yanqi"], reviewer="李四", reason="先发一份", gate=gate)
    assert list(sources(url).sources) == ["yanqi"]
    assert [draft.notice_id for draft in drafts(url)] == ["luntai"]


def test_a_refused_release_keeps_the_last_good_one(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆")})
    release(url, None, reviewer="李四", reason="首次", gate=gate)
    in_review({"yanqi": notice("焉耆\n错\n"), "luntai": notice("轮台")})
    with pytest.raises(RefusedRelease, match=r"yanqi/text\.txt 第2行.*删掉这一行") as refused:
        release(url, None, reviewer="李四", reason="更正", gate=gate)
    assert [problem.file for problem in refused.value.problems] == ["yanqi/text.txt"]
    assert sources(url).sources == as_sources({"yanqi": notice("焉耆")})
    assert len(log(url)) == 1
    assert {draft.notice_id: draft.state for draft in drafts(url)} == {"luntai": "in_review", "yanqi": "in_review"}


def test_the_gate_sees_the_whole_set_and_only_what_changes_can_refuse(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆")})
    release(url, None, reviewer="李四", reason="首次", gate=gate)
    in_review({"luntai": notice("轮台")})
    seen: list[list[str]] = []

    def strict(candidate: Mapping[str, NoticeSource]) -> list[Problem]:
        seen.append(list(candidate))
        return [Problem("yanqi/text.txt", 1, "", "旧的毛病", "以后改")]

    assert release(url, None, reviewer="李四", reason="加一份", gate=strict) == 2
    assert seen == [["luntai", "yanqi"]]


def test_a_problem_of_no_notice_refuses_all(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆")})
    with pytest.raises(RefusedRelease, match="整体"):
        release(
            url, None, reviewer="李四", reason="首次", gate=lambda _: [Problem("全部", 1, "", "整体不合", "查一查")]
        )
    assert current(url) is None


@pytest.mark.parametrize("reviewer", ["张三", " 张三 "])
def test_the_author_is_no_reviewer(url: str, in_review: Release, reviewer: str) -> None:
    in_review({"yanqi": notice("焉耆")})
    with pytest.raises(ReleaseError, match="不能自己审核"):
        release(url, None, reviewer=reviewer, reason="首次", gate=gate)
    assert current(url) is None


def test_notices_can_be_taken_out_without_drafts(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆"), "luntai": notice("轮台")})
    release(url, None, reviewer="李四", reason="首次", gate=gate)
    with pytest.raises(ReleaseError, match="作者没有写名字"):
        release(url, (), reviewer="李四", reason="撤下", gate=gate, remove=["luntai"])
    with pytest.raises(ReleaseError, match="不能自己审核"):
        release(url, (), reviewer="李四", reason="撤下", gate=gate, remove=["luntai"], author="李四")
    assert release(url, (), reviewer="李四", reason="撤下", gate=gate, remove=["luntai"], author="张三") == 2
    assert list(sources(url).sources) == ["yanqi"]


@pytest.mark.parametrize(
    ("notices", "remove", "says"),
    [
        ((), (), "没有要发布的"),
        ((), ("akesu",), "当前发布里没有 akesu"),
        ((), ("yanqi",), "一份通知也不剩"),
        (("luntai",), ("luntai",), "既要发布又要撤下"),
        (("akesu",), (), "没有 akesu 的草稿"),
    ],
)
def test_what_cannot_be_released_is_told(
    url: str, in_review: Release, notices: tuple[str, ...], remove: tuple[str, ...], says: str
) -> None:
    in_review({"yanqi": notice("焉耆")})
    release(url, None, reviewer="李四", reason="首次", gate=gate)
    in_review({"luntai": notice("轮台")})
    with pytest.raises(ReleaseError, match=says):
        release(url, notices, reviewer="李四", reason="试", gate=gate, remove=remove, author="张三")
    assert current(url) == 1


def test_a_reason_and_a_reviewer_are_asked_for(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆")})
    with pytest.raises(ReleaseError, match="理由"):
        release(url, None, reviewer="李四", reason=" ", gate=gate)
    with pytest.raises(ReleaseError, match="审核人没有写名字"):
        release(url, None, reviewer="", reason="首次", gate=gate)
