"""The gate over two rounds: the second one passes, and what was only copied from the first is found."""

from __future__ import annotations

import pytest

from policies_kb.gate import examine
from policies_kb.loading import NoticeSource
from policies_kb.loading.source import RECORD, TEXT, read_folder

from .conftest import BOOK, both_rounds

SECOND = read_folder(BOOK)
LAST = {"akesu-2025-h1": "akesu-2024-h1", "yanqi-2025-chuding": "yanqi-2024-chuding"}


def test_the_second_round_passes_with_the_first() -> None:
    found = examine(both_rounds().values())
    assert [str(problem) for problem in found.problems] == []
    assert [doubt for doubt in found.doubts if "不再照说" in doubt] == []
    assert found.notices.keys() == both_rounds().keys()


@pytest.mark.parametrize("name", LAST)
def test_last_rounds_record_does_not_pass_over_the_new_text(name: str) -> None:
    old, new = both_rounds()[LAST[name]], SECOND[name]
    record = old.files[RECORD].replace(f"id: {old.id}", f"id: {name}")
    assert len(examine([NoticeSource(name, {**old.files, RECORD: record, TEXT: new.files[TEXT]})]).problems) > 10


def test_a_path_that_was_dropped_is_found_in_a_route_that_was_copied() -> None:
    source = SECOND["akesu-2025-h1"]
    record = source.files[RECORD].replace("who: 地直单位人员的授予、初定", "who: 地直单位人员的授予、初定、高定")
    (problem,) = examine([NoticeSource(source.id, {**source.files, RECORD: record})]).problems
    assert "who" in problem.field
    assert "高定" in problem.problem


def test_an_amendment_needs_only_what_it_states() -> None:
    record = SECOND["yanqi-2025-yanqi"].files[RECORD]
    assert record.count("- id: ") == 1
    assert "phone" not in record


def test_what_an_amendment_leaves_out_of_date_is_named_to_a_person() -> None:
    source = SECOND["yanqi-2025-yanqi"]
    text = source.files[TEXT].replace(
        "因平台升级维护，经研究，现将 2025 年度初次确定初级职称网上申报时间延长，网上申报时间：2025年9月1日—10月15日。",
        "现将年限改为：大专毕业从事专业技术工作满2年；",
    )
    head = source.files[RECORD].split("facts:")[0]
    record = (
        f"{head}facts:\n  - id: years.college\n    kind: years\n    quote: 大专毕业从事专业技术工作满2年；\n"
        "    years: 2\n    education: [大专]\n\nboilerplate:\n  - {quote: 各企事业单位：, why: 称呼}\n"
    )
    changed = NoticeSource(source.id, {**source.files, TEXT: text, RECORD: record})
    found = examine({**both_rounds(), source.id: changed}.values())
    assert not found.problems
    assert {"ce.years", "assessment.years"} <= {word for doubt in found.doubts for word in doubt.split() if "." in word}


def test_who_takes_anothers_place_on_the_day_it_was_issued_leaves_it_nothing_to_answer() -> None:
    first = SECOND["yanqi-2025-chuding"]
    record = first.files[RECORD].replace(
        f"  id: {first.id}\n", f"  id: yanqi-2025-gengzheng\n  supersedes: [{first.id}]\n"
    )
    second = NoticeSource("yanqi-2025-gengzheng", {**first.files, RECORD: record})
    found = examine([first, second])
    assert [str(problem) for problem in found.problems] == []
    assert len(found.probes[second.id]) > len(found.probes[first.id]) > 0
