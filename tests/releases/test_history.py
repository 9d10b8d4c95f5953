"""Numbers, going back, the log, differences between any two releases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from policies_kb.releases import (
    NoRelease,
    RefusedRelease,
    ReleaseError,
    activated,
    current,
    difference,
    log,
    release,
    rollback,
    sources,
)

from .conftest import Release, as_sources, gate, notice


@pytest.fixture
def three(url: str, in_review: Release) -> str:
    for text in ("一\n", "二\n", "三\n"):
        in_review({"yanqi": notice(text)})
        release(url, None, reviewer="李四", reason=text.strip(), gate=gate)
    return url


def test_going_back_moves_no_release_and_uses_no_number_twice(three: str, in_review: Release) -> None:
    rollback(three, 1, "王五", "第二号有误")
    assert current(three) == 1
    assert sources(three).sources == as_sources({"yanqi": notice("一\n")})
    assert [(line.release.number, line.kind, line.by, line.reason) for line in log(three)] == [
        (1, "rollback", "王五", "第二号有误"),
        (3, "release", "张三", "三"),
        (2, "release", "张三", "二"),
        (1, "release", "张三", "一"),
    ]
    in_review({"yanqi": notice("四\n")})
    assert release(three, None, reviewer="李四", reason="四", gate=gate) == 4
    assert log(three)[0].release.previous == 1
    assert activated(three) == [4, 1, 3, 2]


def test_one_can_go_forward_again(three: str) -> None:
    rollback(three, 1, "王五", "试")
    rollback(three, 3, "王五", "没有问题")
    assert current(three) == 3


@pytest.mark.parametrize(
    ("number", "by", "reason", "says"),
    [
        (9, "王五", "试", "没有第 9 号发布"),
        (3, "王五", "试", "第 3 号就是当前的发布"),
        (1, " ", "试", "没有写名字"),
        (1, "王五", "", "没有写退回的理由"),
    ],
)
def test_where_one_cannot_go_back_is_told(three: str, number: int, by: str, reason: str, says: str) -> None:
    with pytest.raises(ReleaseError, match=says):
        rollback(three, number, by, reason)
    assert len(log(three)) == 3


def test_a_release_that_the_program_cannot_serve_any_more_is_not_gone_back_to(url: str, in_review: Release) -> None:
    for text in ("错", "对"):
        in_review({"yanqi": notice(text)})
        release(url, None, reviewer="李四", reason=text, gate=lambda _: [])
    with pytest.raises(RefusedRelease, match="写着“错”"):
        rollback(url, 1, "王五", "试", gate)
    assert current(url) == 2


def test_times_are_utc(three: str) -> None:
    line = log(three)[0]
    for at in (line.at, line.release.made_at):
        assert at.utcoffset() == timedelta(0)
        assert abs(datetime.now(UTC) - at) < timedelta(minutes=1)


def test_the_difference_of_two_releases_shows_the_lines(three: str) -> None:
    whole, file = difference(three, 1, 3)
    assert (whole.notice_id, whole.file_name, whole.kind) == ("yanqi", "", "changed")
    assert file.text == "--- yanqi/text.txt\n+++ yanqi/text.txt\n@@ -1 +1 @@\n-一\n+三\n"
    assert difference(three, 2, 2) == []
    with pytest.raises(ReleaseError, match="没有第 7 号发布"):
        difference(three, 1, 7)


def test_a_difference_shows_endings_of_lines_and_files(url: str, in_review: Release) -> None:
    for text in ("一\n二\n", "一\r\n二"):
        in_review({"yanqi": notice(text)})
        release(url, None, reviewer="李四", reason="换行", gate=gate)
    file = difference(url, 1, 2)[1]
    assert (file.lines_added, file.lines_removed) == (2, 2)
    assert "+一\r\n" in file.text and "+二\n\\ 文件末尾没有换行\n" in file.text


def test_without_a_release_there_is_no_current_one(url: str, in_review: Release) -> None:
    assert current(url) is None  # no file, and asking makes none
    with pytest.raises(NoRelease, match="policies_kb build"):
        sources(url)
    in_review({"yanqi": notice("焉耆")})
    assert current(url) is None
    assert log(url) == []
    for asked in (sources, activated):
        with pytest.raises(NoRelease, match="policies_kb build"):
            asked(url)
    with pytest.raises(ReleaseError, match="没有第 1 号发布"):
        sources(url, 1)
