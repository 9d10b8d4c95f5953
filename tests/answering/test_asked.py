"""Question words: the kinds of answer that they ask for, and what turns on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import policies_kb.answering.asked as asked
from policies_kb.reference import load_reference

WORDS: dict[str, Any] = yaml.safe_load(Path(asked.__file__).with_suffix(".yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", WORDS["test"], ids=[case["text"] for case in WORDS["test"]])
def test_kinds(case: dict[str, Any]) -> None:
    assert sorted(asked.kinds().of(case["text"])) == sorted(case["asks"])


@pytest.mark.parametrize("text", WORDS["turns"])
def test_turns_on_a_day(text: str) -> None:
    assert asked.turns_on_a_day(text)


@pytest.mark.parametrize("text", WORDS["turns_not"])
def test_does_not_turn_on_a_day(text: str) -> None:
    assert not asked.turns_on_a_day(text)


def test_every_topic_named_is_in_the_catalogue() -> None:
    assert {topic for topics in WORDS["answers"].values() for topic in topics} <= set(load_reference().topics)


@pytest.mark.parametrize("text", WORDS["openly_asked"])
def test_asks_for_all_that_is_written(text: str) -> None:
    assert asked.asks_openly(text)


@pytest.mark.parametrize("text", WORDS["openly_not"])
def test_asks_for_one_thing(text: str) -> None:
    assert not asked.asks_openly(text)
