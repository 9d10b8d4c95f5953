"""What a card says is what its lines say: nothing more, nothing less, whichever door shows it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from actions.knowledge import answerer
from actions.wording import Composer, Reply
from actions.wording.cards import by_bubble, standing_in
from policies_kb.dialogue import FACTS, UNDERSTANDING, Frame, Message, Turn, run

DAY = date(2024, 10, 12)


def reply(text: str) -> Reply:
    brain = answerer()
    reading = brain.reader.read(text)
    turn = run((*UNDERSTANDING, *FACTS), Turn(brain, Message(text, DAY), Frame.from_slot(None), reading))
    assert turn.answer is not None
    return Composer(brain.base, DAY).compose(turn.answer, turn.whole)


def lines_of(text: str, first: str, count: int) -> str:
    lines = text.split("\n")
    at = lines.index(first)
    return "\n".join(lines[at : at + count])


@pytest.mark.parametrize("asked", ["轮台要交哪些材料", "焉耆的材料清单", "轮台和焉耆分别要交哪些材料"])
def test_a_list_holds_the_items_of_its_lines(asked: str) -> None:
    said = reply(asked)
    cards = [card for card in said.custom["cards"] if card["kind"] == "list"]
    assert cards
    for own, bubble in zip(by_bubble(said.custom, said.bubbles), said.bubbles, strict=True):
        for card in (card for card in own.get("cards", ()) if card["kind"] == "list"):
            told = lines_of(bubble, card["first"], card["lines"])
            items = [item for part in card["parts"] for item in part["items"]]
            assert re.findall(r"^\d+\. (.*)$", told, re.MULTILINE) == items
            assert [part["heading"] for part in card["parts"]] == re.findall(r"^(?!\d)(.*：)$", told, re.MULTILINE)
            cards.remove(card)
    assert not cards  # each stands with its bubble


def test_a_table_holds_what_its_lines_say_of_each_notice() -> None:
    said = reply("焉耆和轮台的申报时间分别是什么时候")
    (card,) = said.custom["cards"]
    told = lines_of(said.text, card["first"], card["lines"])
    assert told == "\n".join(f"【{row['notice']}】{row['says']}" for row in card["rows"])
    assert len({row["notice"] for row in card["rows"]}) == 2
    topics = [row.get("topic") for row in card["rows"]]
    assert all(topics) or not any(topics), "of several topics each row has its own, of one none needs to say it"


def test_an_answer_in_a_sentence_has_no_card() -> None:
    assert "cards" not in reply("轮台的咨询电话").custom


def test_the_line_of_sources_is_named() -> None:
    said = reply("轮台的咨询电话")
    assert said.text.endswith(said.custom["source"])
    assert said.source == said.custom["source"]


def test_cards_are_found_in_order_though_lines_are_alike() -> None:
    cards = [{"first": "甲", "lines": 2, "n": 1}, {"first": "甲", "lines": 2, "n": 2}]
    assert [card["n"] for card in standing_in("前言\n甲\n一\n甲\n二", cards)] == [1, 2]
    assert [card["n"] for card in standing_in("甲\n一", cards)] == [1]
    own = by_bubble({"cards": cards, "status": "answered"}, ["甲\n一", "甲\n二"])
    assert [[card["n"] for card in one["cards"]] for one in own] == [[1], [2]]
    assert [one.get("status") for one in own] == [None, "answered"]
