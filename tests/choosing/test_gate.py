"""The gate on messages of every kind, and its thresholds against the targets that it was trained for."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from policies_kb.choosing import Chooser, Circumstance, belonging, circumstance, guesses, understand
from policies_kb.choosing.weighed import weighed
from policies_kb.model.question import Belonging, Scope
from policies_kb.serving import current

MESSAGES = yaml.safe_load((Path(__file__).parent / "messages.yml").read_text(encoding="utf-8"))
MOST_ASTRAY = 0.1  # of the foreign ones: some could be asked of anybody


def verdict(chooser: Chooser, text: str) -> Belonging:
    reader = current().reader
    reading = reader.read(text)
    ours = understand(chooser, reader, reading).whole.ours
    return belonging(chooser, ours, circumstance(reading.scope, Scope()))


def test_what_is_ours_is_not_turned_away(chooser: Chooser) -> None:
    assert [text for text in MESSAGES["ours"] if verdict(chooser, text) is Belonging.FOREIGN] == []


def test_what_is_not_ours_is_not_answered(chooser: Chooser) -> None:
    answered = [text for text in MESSAGES["foreign"] if verdict(chooser, text) is Belonging.OURS]
    assert len(answered) <= MOST_ASTRAY * len(MESSAGES["foreign"]), answered


def test_more_speaks_for_a_message_in_a_conversation_than_at_its_beginning(chooser: Chooser) -> None:
    thresholds = chooser.gate.thresholds
    assert thresholds[Circumstance.GOING_ON].refused < thresholds[Circumstance.BARE].refused
    assert all(threshold.refused <= threshold.doubtful for threshold in thresholds.values())


def test_every_circumstance_has_a_target() -> None:
    assert set(weighed().targets) == {circumstance.value for circumstance in Circumstance}


@pytest.mark.parametrize(
    ("named", "known", "topics", "expected"),
    [
        (Scope(), Scope(), (), Circumstance.BARE),
        (Scope(regions=("某县",)), Scope(), (), Circumstance.NAMED),
        (Scope(), Scope(series=("某系列",)), (), Circumstance.GOING_ON),
        (Scope(), Scope(), ("fee",), Circumstance.GOING_ON),
    ],
)
def test_circumstances(named: Scope, known: Scope, topics: tuple[str, ...], expected: Circumstance) -> None:
    assert circumstance(named, known, topics) is expected


def test_several_texts_are_guessed_in_one_call(chooser: Chooser) -> None:
    fee, phone = guesses(chooser, current().reader, ["轮台要交多少钱", "轮台的咨询电话"])
    assert (fee[0].topic, phone[0].topic) == ("fee", "contact")
    assert guesses(None, current().reader, ["轮台要交多少钱"]) == [()]
    assert guesses(chooser, current().reader, []) == []


@pytest.mark.parametrize("text", ["", "?", "😀", "a" * 4000, "焉耆" * 900])
def test_any_text_has_a_verdict(chooser: Chooser, text: str) -> None:
    assert verdict(chooser, text) in Belonging
