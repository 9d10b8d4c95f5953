"""The gate: record and rules of a notice load, or every problem is named; a check that breaks down is a problem."""

from __future__ import annotations

import sys

import pytest

from policies_kb.gate import check_sources
from policies_kb.loading import NOTICES, NoticeSource
from policies_kb.loading.source import read_folder

NAME, SOURCE = next(iter(read_folder(NOTICES).items()))


def edited(**files: str | None) -> dict[str, NoticeSource]:
    changed = {**SOURCE.files, **{name.replace("_", "."): text for name, text in files.items()}}
    return {NAME: NoticeSource(NAME, {name: text for name, text in changed.items() if text is not None})}


def test_a_good_notice_passes() -> None:
    assert check_sources({NAME: SOURCE}) == []


@pytest.mark.parametrize("name", ["text.txt", "record.yml", "rules.yml"])
def test_a_missing_file_is_named(name: str) -> None:
    (problem,) = check_sources(edited(**{name.replace(".", "_"): None}))
    assert problem.file == f"{NAME}/{name}"


@pytest.mark.parametrize("name", ["record.yml", "rules.yml"])
@pytest.mark.parametrize("text", ["", "- 1", "a: [", "a: 2024-02-30", "a: &a [*a]", "[" * 3000, "? [a]\n: b"])
def test_half_a_file_is_a_problem_of_its_notice_and_no_accident(name: str, text: str) -> None:
    problems = check_sources(edited(**{name.replace(".", "_"): text}))
    assert problems
    assert {problem.file.split("/")[0] for problem in problems} == {NAME}


def test_every_notice_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = {name: NoticeSource(name, {}) for name in ("one", "two")}
    assert {problem.file.split("/")[0] for problem in check_sources({**bad, NAME: SOURCE})} == {"one", "two"}


def test_a_check_that_breaks_down_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> object:
        raise AttributeError("NoneType has no attribute")

    monkeypatch.setattr(sys.modules["policies_kb.gate.examine"], "notice_rules", broken)
    (problem,) = check_sources({NAME: SOURCE})
    assert "检查到一半出错（AttributeError）" in problem.problem
    assert "NoneType has no attribute" in caplog.text
