"""What print and scanning did to a notice: read where it can be, and always open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from opencc import OpenCC

from policies_kb.drafting.draft import Draft, draft
from policies_kb.drafting.reading import readable
from policies_kb.loading import KnowledgeBase
from policies_kb.reference import load_reference

NOTICE = """某某县人力资源和社会保障局

关于开展2031年度初次确定初级职称工作的通知

各有关单位：

一、时间安排

网上申报时间：5月6日至5月{day}。

材料审核时间：5月20日至5月25日。

二、工作要求

用人单位要严格审核，对真实性负责。

附件：{attachments}

某某县人力资源和社会保障局

{issued}
"""


def drafted(day: str = "20日", attachments: str = "1.推荐表", issued: str = "2031年4月10日") -> Draft:
    """The notice with these words in it, as the command drafts it."""
    read = readable(NOTICE.format(day=day, attachments=attachments, issued=issued))
    return draft(
        read.text, KnowledgeBase({}, load_reference()), date(2033, 1, 1), slips=read.slips, printed=read.printed
    )


def of_kind(made: Draft, kind: str) -> list[dict[str, Any]]:
    """The facts of one kind."""
    return [found.fact for found in made.facts if found.kind == kind]


def test_a_letter_in_a_day_is_read_and_stands_open_and_the_day_beside_it_does_not() -> None:
    made = drafted(day="2O日")
    assert [fact["end"] for fact in of_kind(made, "window")] == [date(2031, 5, 20), date(2031, 5, 25)]
    assert [found.open for found in made.facts if found.kind == "window"] == [True, False]
    assert any("2O" in found.unsure for found in made.facts)


@pytest.mark.parametrize("issued", ["2031年4月1O日", "二○三一年四月十日", "二O三一年四月十日", "二0三一年四月十日"])
def test_the_day_of_issue_is_read_with_what_is_typed_for_zero(issued: str) -> None:
    made = drafted(issued=issued)
    assert made.head.issued == date(2031, 4, 10)
    assert {fact["start"].year for fact in of_kind(made, "window")} == {2031}


def test_a_year_that_nothing_tells_is_a_doubt() -> None:
    made = drafted(issued="某年某月")
    windows = [found for found in made.facts if found.kind == "window"]
    assert windows
    assert all("年份" in found.unsure for found in windows)


@pytest.mark.parametrize(
    "attachments",
    ["1.推荐表\n\n承诺书\n\n3.花名册", "1.推荐表\n\n承诺书\n\n花名册", "l.推荐表\n\n2.承诺书\n\n3.花名册"],
)
def test_attachments_without_their_numbers_are_counted_and_stand_open(attachments: str) -> None:
    made = drafted(attachments=attachments)
    assert [fact["titles"] for fact in of_kind(made, "attachments")] == [["推荐表", "承诺书", "花名册"]]
    numbered = attachments.startswith("l")
    assert all(found.open or numbered for found in made.facts if found.kind == "attachments")


CONTACT = "联系人：王乾、李梅，聯絡電話：0999-8765432。受理地點：團結路8號三樓。"


def test_names_that_were_converted_stand_open_with_what_is_printed() -> None:
    text = OpenCC("s2t").convert(NOTICE.format(day="20日", attachments="1.推荐表", issued="2031年4月1日"))
    read = readable(text.replace("二、", f"{CONTACT}\n\n二、").replace("聯絡電話", "聯繫電話"))
    made = draft(
        read.text, KnowledgeBase({}, load_reference()), date(2033, 1, 1), slips=read.slips, printed=read.printed
    )
    (contact,), (place,) = ([found for found in made.facts if found.kind == kind] for kind in ("contact", "place"))
    assert contact.fact["phone"] == "0999-8765432"
    assert contact.open and "王乾" in contact.unsure and "李梅" not in contact.unsure
    assert place.open and "團結路8號三樓" in place.unsure
    assert [(found.fact["end"], found.open) for found in made.facts if found.kind == "window"] == [
        (date(2031, 5, 20), False),
        (date(2031, 5, 25), False),
    ]


def test_an_office_that_is_told_to_do_something_has_a_duty() -> None:
    duties = [found for found in drafted().facts if found.fact.get("topic") == "unit_duties"]
    assert [found.fact["quote"] for found in duties] == ["用人单位要严格审核，对真实性负责。"]
    assert all(found.open for found in duties)


def test_no_two_facts_have_one_id() -> None:
    ids = [found.id for found in drafted().facts]
    assert len(ids) == len(set(ids))
