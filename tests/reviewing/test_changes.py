"""What a person does to an item, and what stands open afterwards: nothing of a notice drops out unseen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.clauses import bare, parse
from policies_kb.reference import load_reference
from policies_kb.reviewing import ChangeRefused, Content, Item, Review, changing, decided, fields, of_source, prepared
from policies_kb.reviewing.checking import problems_of
from policies_kb.reviewing.item import Sort
from policies_kb.reviewing.places import page
from policies_kb.reviewing.plainly import Plainly
from policies_kb.serving import serving_base

NOTICE = "luntai-2024-chuding"
BY = "zhangsan"
ALONE = "fact:contact.phone"  # nothing else quotes its sentence


@pytest.fixture(scope="module")
def review() -> Review:
    return Review(of_source(serving_base().sources[NOTICE]), {})


def items(review: Review) -> list[Item]:
    return decided(prepared(review.content, load_reference()), review.decisions)


def item(review: Review, key: str) -> Item:
    return next(one for one in items(review) if one.key == key)


def left(review: Review) -> list[Item]:
    return [one for one in items(review) if one.sort is Sort.LEFT and one.whole]


def test_what_serves_waits_for_nobody_and_comes_back_as_it_was(review: Review) -> None:
    assert all(one.settled for one in items(review) if one.sort is not Sort.LEFT)
    assert left(review) == []
    again = Content.read(review.content.written())
    assert again == review.content and again.digest() == review.content.digest()
    assert problems_of(review.content, item(review, "fact:window.apply"), load_reference()) == []


def test_a_sentence_whose_fact_is_rejected_stands_open(review: Review) -> None:
    alone = item(review, ALONE)
    made = changing.reject(review, alone).review
    assert all(one.key != alone.key for one in items(made))
    opened = left(made)
    assert opened and all(bare(one.quotes[0]) in bare(alone.quotes[0]) for one in opened)
    with pytest.raises(ChangeRefused, match="还没有着落"):
        changing.accept(made, opened[0], BY)
    aside = changing.set_aside(made, opened[0], "", BY).review
    assert len(left(aside)) == len(opened) - 1
    values = {"topic": "window_apply", "quote": opened[0].quotes[0], "say": opened[0].quotes[0]}
    added = changing.add(made, "statement", values, BY)
    assert len(left(added.review)) == len(opened) - 1
    assert item(added.review, added.key).decision.state == "added"


def test_a_fact_becomes_a_silence_only_where_nothing_else_tells_its_topic(review: Review) -> None:
    contact = next(one for one in items(review) if one.key.startswith("fact:contact"))
    topics = [fact.get("topic") for fact in review.content.facts if fact.get("topic")]
    alone = next(fact for fact in review.content.facts if topics.count(fact.get("topic")) == 1)
    twice = next(fact for fact in review.content.facts if topics.count(fact.get("topic")) > 1)
    made = changing.silent(review, item(review, f"fact:{alone['id']}"), BY)
    assert {"topics": [alone["topic"]]} in made.review.content.entries("not_stated")
    assert item(made.review, made.key).sort is Sort.SILENCE
    for refused in (item(review, f"fact:{twice['id']}"), contact):
        with pytest.raises(ChangeRefused):
            changing.silent(review, refused, BY)


def test_what_is_typed_is_read_told_and_checked(review: Review) -> None:
    window = item(review, "fact:window.apply")
    made = changing.edit(review, window, {"end": "2024年12月31日"}, BY)
    assert "→ 2024-12-31" in made.said
    after = item(made.review, window.key)
    assert (after.mark, after.decision.confirmed["end"]) == ("更正", BY)
    told = problems_of(made.review.content, after, load_reference())
    assert [problem.field for problem in told] == ["facts[window.apply].end"]
    with pytest.raises(ChangeRefused, match="日期写成") as refused:
        changing.edit(review, window, {"end": "下个月"}, BY)
    assert refused.value.field == "end"
    same = changing.edit(review, window, {"end": fields.shown(window_of(review)["end"], "moment")}, BY)
    assert same.review.content == review.content


def window_of(review: Review) -> dict[str, Any]:
    return next(fact for fact in review.content.facts if fact["id"] == "window.apply")


@pytest.mark.parametrize(
    ("form", "typed", "value"),
    [
        ("day", "2025-03-05", date(2025, 3, 5)),
        ("day", "２０２５年3月5日", date(2025, 3, 5)),
        ("moment", "2025-3-5 18:00", "2025-03-05T18:00"),
        ("moment", "2025-03-05", date(2025, 3, 5)),
        ("number", " 24 ", 24),
        ("lines", "甲\n\n乙 ", ["甲", "乙"]),
        ("series", "工程系列：水利、电力\n播音系列", {"工程系列": ["水利", "电力"], "播音系列": []}),
        ("yes_no", "是", True),
        ("text", "  ", None),
    ],
)
def test_a_box_is_read_as_it_is_shown(form: str, typed: str, value: object) -> None:
    assert fields.read(typed, form) == value
    if value is not None:
        assert fields.read(fields.shown(value, form), form) == value


@pytest.mark.parametrize(
    ("form", "typed"), [("day", "2025-02-30"), ("number", "二十"), ("data", "a: [b"), ("day", "明天")]
)
def test_what_is_no_value_is_refused_with_the_mend(form: str, typed: str) -> None:
    with pytest.raises(fields.FieldUnreadable):
        fields.read(typed, form)


def test_every_field_of_every_kind_has_a_name_for_people() -> None:
    unnamed = {name for kind in fields.kinds() for name in fields.fields_of(kind) if not fields.known(name)}
    assert unnamed == set()


def test_every_word_of_the_original_is_on_the_page_and_leads_to_its_fact(review: Review) -> None:
    tree = parse(review.content.text)
    printed = page(tree, items(review))
    for paragraph, shown in zip(tree.paragraphs, printed, strict=True):
        assert "".join(stretch.text for stretch in shown.stretches) == paragraph.text
    lit = {key for shown in printed for stretch in shown.stretches for key in stretch.keys}
    facts = {one.key for one in items(review) if one.sort is Sort.FACT}
    assert facts <= lit
    begun = [key for shown in printed for stretch in shown.stretches for key in stretch.begins]
    assert len(begun) == len(set(begun)) == len(lit)


@pytest.mark.parametrize("case", yaml.safe_load(Path(__file__).with_name("plain.yml").read_text(encoding="utf-8")))
def test_what_checks_write_is_read_with_names_that_people_know(review: Review, case: dict[str, str]) -> None:
    assert Plainly(review.content, load_reference())(case["written"]) == case["read"]
