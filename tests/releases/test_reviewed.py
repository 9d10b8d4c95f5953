"""A release of what a reviewer saw, and the original file beside it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from policies_kb.loading import NoticeSource
from policies_kb.loading.source import digest
from policies_kb.releases import (
    NoRelease,
    Original,
    RefusedRelease,
    ReleaseError,
    keep_original,
    log,
    original,
    release,
    release_reviewed,
    sources,
)
from policies_kb.releases.originals import ORIGINAL, Named, named, naming

from .conftest import Release, gate, notice

FILE = Original("通知.docx", "docx", b"PK\x03\x04 and so on", "bianji", datetime(2025, 3, 5, tzinfo=UTC))


@pytest.fixture
def served(url: str, in_review: Release) -> str:
    in_review({"luntai": notice("轮台")})
    release(url, None, reviewer="李四", reason="首次", gate=gate)
    return url


def reviewed(url: str, source: NoticeSource, **other: object) -> int:
    asked = {"started_from": "", "authors": ["张三"], "reviewer": "李四", "reason": "新增", "gate": gate, **other}
    return release_reviewed(url, source, **asked)  # type: ignore[arg-type]


def test_the_very_notice_that_was_reviewed_joins_the_others(served: str) -> None:
    source = NoticeSource("yanqi", notice("焉耆"))
    assert reviewed(served, source) == 2
    assert sources(served).sources["yanqi"] == source and "luntai" in sources(served).sources
    made = log(served)[0].release
    assert (made.author, made.reviewer, made.reason) == ("张三", "李四", "新增")


def test_whoever_wrote_it_does_not_review_it(served: str) -> None:
    with pytest.raises(ReleaseError, match="不能自己审核"):
        reviewed(served, NoticeSource("yanqi", notice("焉耆")), authors=["王五", "LISI"], reviewer="lisi")


def test_what_was_released_anew_meanwhile_is_not_overwritten(served: str) -> None:
    before = digest({"luntai": NoticeSource("luntai", notice("轮台"))})
    assert reviewed(served, NoticeSource("luntai", notice("轮台县")), started_from=before) == 2
    with pytest.raises(ReleaseError, match="有了新的发布"):
        reviewed(served, NoticeSource("luntai", notice("轮台城")), started_from=before)
    assert sources(served).sources["luntai"].files["text.txt"] == "轮台县"


def test_a_faulty_one_is_refused_with_its_problems(served: str) -> None:
    with pytest.raises(RefusedRelease) as refused:
        reviewed(served, NoticeSource("yanqi", notice("焉耆\n错")))
    assert [problem.file for problem in refused.value.problems] == ["yanqi/text.txt"]
    assert len(log(served)) == 1


def test_before_the_first_release_nothing_is_released_alone(url: str) -> None:
    with pytest.raises(NoRelease):
        reviewed(url, NoticeSource("yanqi", notice("焉耆")))


def test_an_original_is_kept_once_and_unchanged(served: str) -> None:
    assert keep_original(served, FILE) == keep_original(served, FILE) == FILE.digest
    assert original(served, FILE.digest) == FILE
    assert original(served, "0" * 64) is None
    connection = sqlite3.connect(Path(served.removeprefix("sqlite:///")))
    for change in ("update original set content = 'x'", "delete from original"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(change)
    connection.close()


def test_a_notice_names_its_original() -> None:
    source = NoticeSource("yanqi", {ORIGINAL: naming(FILE.name, FILE.kind, FILE.digest)})
    assert named(source) == Named("通知.docx", "docx", FILE.digest)
    assert named(NoticeSource("yanqi", {})) is None
    assert named(NoticeSource("yanqi", {ORIGINAL: "name: [不完整"})) is None
