"""Two who release at the same moment: every number once, nothing lost."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from policies_kb.loading import NoticeSource, Problem
from policies_kb.loading.source import write_folder
from policies_kb.releases import ReleaseError, current, log, release, seed, sources

from .conftest import Release, as_sources, at_once, gate, notice


def slow(sources: Mapping[str, NoticeSource]) -> list[Problem]:
    time.sleep(0.2)
    return gate(sources)


def test_releases_of_different_drafts_both_come_about(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆"), "luntai": notice("轮台")})
    numbers = at_once(
        lambda: release(url, ["yanqi"], reviewer="李四", reason="一", gate=slow),
        lambda: release(url, ["luntai"], reviewer="王五", reason="二", gate=slow),
    )
    assert sorted(map(str, numbers)) == ["1", "2"]
    assert sources(url).sources == as_sources({"luntai": notice("轮台"), "yanqi": notice("焉耆")})
    assert [line.release.number for line in log(url)] == [2, 1]
    assert current(url) == 2


def test_one_draft_is_released_once(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("焉耆")})
    results = at_once(*[lambda: release(url, ["yanqi"], reviewer="李四", reason="一", gate=slow)] * 3)
    assert [result for result in results if not isinstance(result, ReleaseError)] == [1]
    assert all("没有 yanqi 的草稿" in str(result) for result in results if isinstance(result, ReleaseError))
    assert len(log(url)) == 1


def test_starts_at_the_same_moment_make_one_release(url: str, folder: Path) -> None:
    write_folder(as_sources({"yanqi": notice("焉耆")}), folder)
    results = at_once(*[lambda: seed(url, folder, slow).made] * 4)
    assert sorted(map(str, results)) == ["1", "None", "None", "None"]


def test_readers_go_on_while_a_release_is_made(url: str, in_review: Release) -> None:
    in_review({"yanqi": notice("一")})
    release(url, None, reviewer="李四", reason="一", gate=gate)
    in_review({"yanqi": notice("二")})
    seen: list[int | None] = []

    def watched(sources: Mapping[str, NoticeSource]) -> list[Problem]:
        seen.append(current(url))
        return gate(sources)

    release(url, None, reviewer="李四", reason="二", gate=watched)
    assert (seen, current(url)) == ([1], 2)
