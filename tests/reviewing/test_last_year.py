"""A sister of a known line: what has not changed is not read again, and no value is confirmed but by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.desk.notices.asked import answered_again, answered_anew, tried
from policies_kb.drafting.draft import draft
from policies_kb.drafting.values import ALWAYS_CONFIRMED
from policies_kb.reviewing import Item, Review, changing, decided, of_draft, prepared
from policies_kb.reviewing.checking import Tried
from policies_kb.reviewing.differing import Part, narrowed, parts
from policies_kb.serving import serving_base

SISTER = Path(__file__).parent.parent / "time" / "book" / "yanqi-2025-chuding" / "text.txt"
READ: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("last_year.yml").read_text(encoding="utf-8"))
BY = "zhangsan"


@pytest.fixture(scope="module")
def review() -> Review:
    made = draft(SISTER.read_text(encoding="utf-8"), serving_base(), date(2025, 9, 1))
    return Review(of_draft(made), {})


def items(review: Review) -> dict[str, Item]:
    found = decided(prepared(review.content, serving_base().reference), review.decisions)
    return {item.key: item for item in found}


@pytest.mark.parametrize("case", READ, ids=lambda case: case["read"][:12])
def test_of_a_changed_sentence_what_differs_is_read_with_the_words_around_it(case: dict[str, str]) -> None:
    whole = parts(case["before"], case["now"])
    assert "".join(part.text for part in whole) == case["now"]
    read = "".join(part.text if part.was is None else f"~{part.was}~{part.text}" for part in narrowed(whole))
    assert read == case["read"]


def test_a_fact_whose_values_say_all_that_is_other_waits_for_them_alone(review: Review) -> None:
    found = items(review)
    window = found["fact:window.apply"]
    assert window.changed and not window.open and not window.settled
    assert [(value.shown, value.was) for value in window.unconfirmed] == [
        ("2025年9月1日", "2024年9月25日"),
        ("2025年9月26日", "2024年10月18日"),
    ]
    for value in window.unconfirmed:
        review = changing.confirm(review, items(review)[window.key], value.name, BY).review
    assert items(review)[window.key].settled


def test_no_value_of_the_kinds_that_are_always_confirmed_is_left_out(review: Review) -> None:
    found = items(review)
    for fact in review.content.facts:
        item = found[f"fact:{fact['id']}"]
        waits = {value.name for value in item.unconfirmed}
        assert waits >= {name for name in fact if name in ALWAYS_CONFIRMED}, item.key


def test_what_repeats_a_compared_figure_is_shown_with_it_and_waits_no_longer(review: Review) -> None:
    found = items(review)
    leader, follower = found["fact:posting.period"], found["fact:unit.duties"]
    assert not follower.open and follower.changed
    shown = next(one for one in leader.followers if one.key == follower.key)
    assert Part("7", "5") in shown.told
    edited = changing.edit(review, leader, {"working_days": "9"}, BY).review
    assert items(edited)[follower.key].open, "the figure that it repeats is nobody's value any more"
    gone = changing.reject(review, leader).review
    assert items(gone)[follower.key].open


def test_what_is_in_doubt_guessed_or_told_in_other_words_still_stands_open(review: Review) -> None:
    found = items(review)
    for item in found.values():
        if item.look or item.mark in ("推测", "未归类"):
            assert item.open or item.sort == "look", item.key
    assert found["fact:series.arts"].open
    assert found["fact:series.engineering_unlisted"].open


def test_a_doubt_that_last_year_had_at_the_same_words_is_listed_and_does_not_wait(review: Review) -> None:
    looks = [item for item in items(review).values() if item.sort == "look"]
    assert looks and all(item.settled and item.mark == "沿用" for item in looks)


def answer(asked: str, said: str, **more: Any) -> Tried:
    return Tried(asked, said, **more)


def test_answers_made_of_the_same_points_as_last_year_are_not_read_again() -> None:
    probes = [
        answer("某县档案系列可以报吗", "可以报：档案。", points=("系列清单",)),
        answer("某县农业系列可以报吗", "可以报：档案。", points=("系列清单",)),
        answer("某县公示期几天", "公示期不少于7个工作日。", points=("公示期",), same=True),
    ]
    anew = answered_anew(probes)
    assert [(one.asked, one.points) for one in anew] == [("某县档案、农业系列可以报吗", ("系列清单",))]
    assert answered_again(probes) == [probes[2]]
    assert tried({"probes": [["某县网址", "没有写"]]}) == [answer("某县网址", "没有写")]
