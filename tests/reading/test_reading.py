"""Messages as read: scope, follow-ups, parts, spoken days and quantities."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.loading import load_knowledge_base
from policies_kb.model.question import Scope
from policies_kb.reading import Reader, pieces, segments
from policies_kb.reading.clauses import clauses
from policies_kb.reading.days import spoken_day, spoken_hour
from policies_kb.reading.parts import split
from policies_kb.reading.quantities import quantities

HERE = Path(__file__).parent
WEDNESDAY = date(2024, 10, 16)


def cases(name: str) -> Any:
    listed = yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    return pytest.mark.parametrize("case", listed, ids=[case["text"] for case in listed])


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_knowledge_base())


@cases("messages")
def test_scope_of_a_message(case: dict[str, Any], reader: Reader) -> None:
    reading = reader.read(case["text"])
    assert reading.scope == Scope.from_dict(case["scope"])
    assert reading.scope_only is case["scope_only"]


@cases("days")
def test_spoken_day(case: dict[str, Any]) -> None:
    assert spoken_day(case["text"], WEDNESDAY) == case["day"]


@cases("hours")
def test_spoken_hour(case: dict[str, Any]) -> None:
    hour = spoken_hour(case["text"])
    assert (hour and round(hour, 3)) == case["hour"]


def test_clauses_are_cut_at_pauses_but_not_inside_numbers() -> None:
    assert clauses("大专，干了2.5年 够吗?今晚8:30交") == ["大专", "干了2.5年", "够吗", "今晚8:30交"]


@cases("quantities")
def test_quantities(case: dict[str, Any]) -> None:
    assert [[found.dimension, found.value] for found in quantities(case["text"])] == case["finds"]


def test_a_message_is_cut_at_its_questions() -> None:
    assert split("几号截止?要带什么。谢谢!") == ("几号截止", "要带什么", "谢谢")
    assert split("?") == ("?",)


def test_pieces_between_commas_are_those_that_ask() -> None:
    assert pieces("报名到哪天截止，材料要交到哪里") == ("报名到哪天截止", "材料要交到哪里")
    assert pieces("我在县里上班三年了，材料要交到哪里") == ("材料要交到哪里",)
    assert pieces("材料要交到哪里") == ()
    assert pieces("三件事：系统网址、监督电话、几年能初定") == ("系统网址", "监督电话", "几年能初定")
    assert pieces("都按一个文件，那年限肯定一样吧") == ("那年限肯定一样吧",)


@cases("parts")
def test_segments(case: dict[str, Any]) -> None:
    assert [[found.text, found.carried] for found in segments(case["text"])] == case["segments"]


def test_a_long_list_is_cut_no_finer_than_can_be_answered() -> None:
    assert len(segments("、".join(f"第{n}项几份" for n in range(60)))) <= 12


def test_a_scope_is_masked_for_the_classifier_whatever_the_place(reader: Reader) -> None:
    assert reader.mask("轮台的电话是多少") == reader.mask("焉耆的电话是多少")


def test_places_that_no_notice_is_for_stay_in_the_evidence(reader: Reader) -> None:
    assert "若羌" in reader.telling("若羌算不算")
    assert "轮台" not in reader.telling("轮台算不算")
