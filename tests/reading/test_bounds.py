"""Bounds of work: how much of a message is read, counted and not timed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policies_kb.choosing import Chooser, understand
from policies_kb.choosing.recent import KEPT, Recent
from policies_kb.choosing.understood import at_most
from policies_kb.loading import load_knowledge_base
from policies_kb.reading import CHARACTERS, Reader, first_read
from policies_kb.reading.bounds import LEAST_BACK, PIECES, SENTENCES
from policies_kb.reading.parts import MOST
from policies_kb.reading.quantities import quantities

STORY = "我二〇一九年毕业，后来到了学校，一直教书，考核都合格，家里老人也要照顾，"
LONG = {
    "questions": "初定要几年？材料几份？",
    "commas": "几年，几份，多少钱、哪里交、电话，",
    "numbered": "第{}份表交几份？第{}份表交到哪里，要不要盖章；",
    "spaces": "几年 多少钱 ",
    "digits": "1",
    "one character": "我",
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_knowledge_base())


def message(kind: str) -> str:
    """4,000 characters of a kind; where it has places to fill, no two pieces are the same."""
    pieces = LONG[kind]
    return "".join(pieces.replace("{}", str(number)) for number in range(4000))[:4000]


class Counting:
    """Stands in for a chooser: counts the texts that it is asked about."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def choose(self, masked: list[str], outline: Callable[[str], str]) -> list[object]:
        from policies_kb.choosing.understood import NOTHING_KNOWN

        self.texts += masked
        return [NOTHING_KNOWN for _ in masked]


def test_a_story_of_a_thousand_characters_is_read_whole(reader: Reader) -> None:
    story = (STORY * 40)[:1000]
    assert first_read(story) == story
    assert len(reader.read(story).text) == len(story)


def test_what_is_read_ends_at_a_pause() -> None:
    read = first_read(STORY * 100)
    assert CHARACTERS - LEAST_BACK < len(read) <= CHARACTERS
    assert read.endswith("，")
    assert len(first_read("我" * 4000)) == CHARACTERS


@pytest.mark.parametrize("kind", LONG)
def test_few_texts_of_a_long_message_are_classified(kind: str, reader: Reader) -> None:
    counting = Counting()
    chooser: Chooser = counting  # type: ignore[assignment]
    understood = understand(chooser, reader, reader.read(message(kind)))
    assert len(counting.texts) <= 1 + SENTENCES + PIECES + 2 * MOST
    assert len(understood.parts) <= SENTENCES + PIECES + MOST


def test_of_too_many_texts_those_that_ask_are_kept_in_their_order() -> None:
    told = [f"我有第{number}张证" for number in range(20)]
    asked = ["初定要几年", "交到哪里"]
    kept = at_most(5, [*told, asked[0], *told, asked[1]])
    assert kept == [*told[:3], *asked]


def test_few_enough_texts_stay_as_they_are() -> None:
    assert at_most(5, ["几年", "几年", "在轮台"]) == ["几年", "几年", "在轮台"]


def test_a_text_is_weighed_once() -> None:
    asked: list[str] = []
    recent: Recent[int] = Recent()

    def length(texts: list[str]) -> list[int]:
        asked.extend(texts)
        return [len(text) for text in texts]

    assert recent.each(["几年", "几年", "多少钱"], length) == [2, 2, 3]
    assert recent.each(["多少钱", "哪里"], length) == [3, 2]
    assert asked == ["几年", "多少钱", "哪里"]


def test_what_is_remembered_is_bounded() -> None:
    recent: Recent[int] = Recent()
    for number in range(KEPT + 20):
        recent.each([str(number)], lambda texts: [0 for _ in texts])
    assert len(recent._kept) == KEPT


def test_a_row_of_digits_holds_no_quantity_but_its_end() -> None:
    assert quantities("1" * 500) == []
    assert [found.value for found in quantities("干了12.5年，交了380元")] == [12.5, 380.0]
