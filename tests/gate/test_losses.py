"""A file that was saved half-edited: what it says is all in order, and what it no longer says goes by nobody's word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from policies_kb.eligibility import notice_rules
from policies_kb.gate import losses
from policies_kb.loading import NOTICES, NoticeSource, Problem, RecordError, load_notice
from policies_kb.loading.source import RECORD, RULES, TEXT, read_folder, write_folder
from policies_kb.reference import load_reference
from policies_kb.releases import seed

ITEM = re.compile(r"^( *- |[a-z])", re.MULTILINE)  # where an entry of a list, or a part of the file, begins
SAMPLED = 8  # cuts of a record
SOURCES = dict(read_folder(NOTICES))
LUNTAI = SOURCES["luntai-2024-chuding"]


def with_file(source: NoticeSource, file: str, text: str) -> NoticeSource:
    return NoticeSource(source.id, {**source.files, file: text})


def without(source: NoticeSource, fact: str) -> NoticeSource:
    record = source.files[RECORD]
    return with_file(source, RECORD, re.sub(rf"  - id: {re.escape(fact)}\n(?:    .*\n)+", "", record))


def problems(changed: NoticeSource) -> list[Problem]:
    """What keeps the notice by itself from being released."""
    try:
        notice_rules(changed, load_notice(changed), load_reference())
    except RecordError as error:
        return error.problems
    return []


def halves(source: NoticeSource, file: str, sampled: int) -> Iterator[NoticeSource]:
    """The notice with its file cut off where an entry begins; the last entries are the least to miss."""
    text = source.files[file]
    ends = [found.start() for found in ITEM.finditer(text)][1:]
    for end in [*ends[:: max(1, len(ends) // sampled)], ends[-1]]:
        yield with_file(source, file, text[:end])


@pytest.mark.parametrize("name", SOURCES)
def test_half_a_record_is_never_released(name: str) -> None:
    for half in halves(SOURCES[name], RECORD, SAMPLED):
        found = losses({name: half}, {name: SOURCES[name]})
        assert found or problems(half), f"… {half.files[RECORD][-60:]!r}"


@pytest.mark.parametrize("name", SOURCES)
def test_half_the_rules_are_never_released(name: str) -> None:
    for half in halves(SOURCES[name], RULES, len(SOURCES[name].files[RULES])):
        found = losses({name: half}, {name: SOURCES[name]})
        assert found or problems(half), f"… {half.files[RULES][-60:]!r}"


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("hour.apply", "二没有变，上次发布的“hour.apply”不见了"),
        ("hour.audit", "“hour.audit”不见了"),
    ],
)
def test_a_fact_may_not_go_silently_although_others_quote_its_sentence(fact: str, told: str) -> None:
    (problem,) = losses({LUNTAI.id: without(LUNTAI, fact)}, {LUNTAI.id: LUNTAI})
    assert told in problem.problem
    assert f"{{id: {fact}, why: " in problem.mend


def test_what_goes_for_a_reason_may_go() -> None:
    record = without(LUNTAI, "hour.apply").files[RECORD]
    reasoned = with_file(LUNTAI, RECORD, f"{record}\nwithdrawn:\n  - {{id: hour.apply, why: 申报时间里已有钟点}}\n")
    assert losses({LUNTAI.id: reasoned}, {LUNTAI.id: LUNTAI}) == []


def test_a_fact_is_not_both_there_and_withdrawn() -> None:
    both = with_file(LUNTAI, RECORD, f"{LUNTAI.files[RECORD]}\nwithdrawn:\n  - {{id: hour.apply, why: 重复}}\n")
    with pytest.raises(RecordError, match=r"hour\.apply 还在，又列在 withdrawn 里"):
        load_notice(both)


def test_another_name_is_no_loss() -> None:
    renamed = with_file(LUNTAI, RECORD, LUNTAI.files[RECORD].replace("id: hour.apply", "id: hour.apply_online"))
    assert losses({LUNTAI.id: renamed}, {LUNTAI.id: LUNTAI}) == []


def test_what_the_notice_no_longer_prints_goes_by_itself() -> None:
    printed = LUNTAI.files[TEXT]
    edition = with_file(without(LUNTAI, "window.audit"), TEXT, printed.replace("网上形式审核时间为", "另行通知"))
    assert "window.audit" not in "".join(map(str, losses({LUNTAI.id: edition}, {LUNTAI.id: LUNTAI})))


def test_a_gap_and_a_condition_are_missed_too() -> None:
    record = LUNTAI.files[RECORD].replace("  - topics: [fee]\n    say: 通知没有写收费，也没有写收费标准。\n", "")
    rules = LUNTAI.files[RULES].replace("  - {id: first_title, fact: assessment.grade_chuding}\n", "")
    changed = NoticeSource(LUNTAI.id, {**LUNTAI.files, RECORD: record, RULES: rules})
    said = [problem.problem for problem in losses({LUNTAI.id: changed}, {LUNTAI.id: LUNTAI})]
    assert said == ["上次发布说明了通知没有写“收费标准”，现在没有提", "上次发布的条件“common/first_title”不见了"]


def test_the_folder_half_edited_leaves_the_last_release_in_force(tmp_path: Path) -> None:
    folder, url = tmp_path / "notices", f"sqlite:///{tmp_path / 'book.db'}"
    write_folder({LUNTAI.id: LUNTAI}, folder)
    assert seed(url, folder, lambda _: [], losses=losses).made == 1
    write_folder({LUNTAI.id: without(LUNTAI, "hour.apply")}, folder, over=True)
    report = seed(url, folder, lambda _: [], losses=losses)
    assert (report.made, report.kept) == (None, (LUNTAI.id,))
    write_folder({LUNTAI.id: LUNTAI}, folder, over=True)
    assert seed(url, folder, lambda _: [], losses=losses).refused == {}
