"""Whole turns: who writes no Chinese gets the fixed answer with the phone of the place; all else is as before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml

from actions.languages import Phrases
from bot.gold.reply import Bubble
from evaluation.assistants import InProcess

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("answers.yml").read_text(encoding="utf-8"))
DAY = date(2024, 5, 20)
PHONE = re.compile(r"0\d{3}-\d{7}|1\d{10}")
STORY = "我想初定，轮台县，县直事业单位，工程系列"


@contextmanager
def speaking(assistant: InProcess, phrases: Phrases | None) -> Iterator[None]:
    assistant._conversation.languages = phrases
    try:
        yield
    finally:
        assistant._conversation.languages = None


def answers(assistant: InProcess, turns: list[str], phrases: Phrases | None) -> list[Bubble]:
    with speaking(assistant, phrases):
        sender = uuid4().hex
        return [assistant.say(sender, turn, DAY) for turn in turns][-1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["turns"][-1][:24])
def test_the_last_answer_is_in_the_language_with_the_right_phones(
    assistant: InProcess, reviewed: Phrases, case: dict[str, Any]
) -> None:
    replies = answers(assistant, case["turns"], reviewed)
    text = "\n".join(reply.text for reply in replies)
    assert {reply.custom.get("language", "") for reply in replies} == {case.get("language", "")}
    if "phones" in case:
        assert sorted(set(PHONE.findall(text))) == sorted(case["phones"])
    assert all(said in text for said in (*case.get("clauses", ()), *case.get("has", ())))
    if case.get("language"):
        (reply,) = replies
        assert (reply.custom["status"] == "small_talk") is case.get("small_talk", False)
        assert bool(reply.custom.get("citations")) is bool(case["phones"])
        assert all(quote["quote"] for quote in reply.custom.get("citations", ()))
    if case.get("kept"):
        usual = answers(assistant, case["turns"], None)
        assert [(r.text, r.buttons) for r in replies] == [(r.text, r.buttons) for r in usual]


@pytest.mark.parametrize("case", [c for c in CASES if c.get("language")], ids=lambda case: case["turns"][-1][:24])
def test_switched_off_nothing_is_said_in_another_language(assistant: InProcess, case: dict[str, Any]) -> None:
    assert all("language" not in reply.custom for reply in answers(assistant, case["turns"], None))


def test_what_runs_from_left_to_right_is_kept_together(assistant: InProcess, reviewed: Phrases) -> None:
    (reply,) = answers(assistant, ["يەنجى تېلېفون نومۇرى"], reviewed)
    assert reply.custom["direction"] == "rtl"
    for line in reply.text.removesuffix(reply.custom["source"]).splitlines():
        depth = 0
        for sign in line:
            depth += {"\u2066": 1, "\u2069": -1}.get(sign, 0)
            assert depth or not (sign.isdigit() or "\u4e00" <= sign <= "\u9fff"), line
        assert depth == 0


def test_a_running_check_waits_and_goes_on(assistant: InProcess, reviewed: Phrases) -> None:
    sender = uuid4().hex
    with speaking(assistant, reviewed):
        asked = assistant.say(sender, STORY, DAY)[-1]
        assert asked.custom.get("ask")
        fixed, again = assistant.say(sender, "What is the phone number please", DAY)
        assert PHONE.findall(fixed.text) == ["0996-4682378"]
        assert again.custom["ask"] == asked.custom["ask"]
        after = assistant.say(sender, "全日制本科", DAY)[-1]
    assert "language" not in after.custom
