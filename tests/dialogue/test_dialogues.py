"""Dialogues by phenomenon, through the trained model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Say

FILES = ("cases", "memory", "acts", "mixed", "verdicts", "follow", "back", "taken", "wanted")
HERE = Path(__file__).parent
CASES = [case for name in FILES for case in yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))]
DAY = "2024-10-10"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_dialogue(case: dict[str, Any], say: Say) -> None:
    for number, turn in enumerate(case["turns"]):
        sender = f"dialogue-{case['name']}"
        replies = say(sender, str(turn["say"]), str(turn.get("day", DAY)))
        text = "\n".join(reply.text for reply in replies)
        shown = f"turn {number}: {turn['say']}\n{text}"
        for wanted in turn.get("has", ()):
            assert wanted in text, shown
        for unwanted in turn.get("lacks", ()):
            assert unwanted not in text, shown
        if "status" in turn:
            assert replies[-1].custom["status"] == turn["status"], shown
        if "topic" in turn:
            topics = [topic for reply in replies for topic in reply.custom.get("topics", ())]
            assert topics if turn["topic"] == "any" else turn["topic"] in topics, shown
        if "buttons" in turn:
            assert any(reply.buttons for reply in replies), shown
        if "ask" in turn:
            assert any(reply.custom.get("ask") for reply in replies), shown
        if "links" in turn:
            assert any("checklist" in reply.custom for reply in replies) is turn["links"], shown
        if "verdict" in turn:
            results = next(reply.custom["eligibility"] for reply in replies if "eligibility" in reply.custom)
            assert results[0]["verdict"] == turn["verdict"], shown


def test_the_same_question_always_gets_the_same_answer(say: Say) -> None:
    first, second = (say(f"same-{n}", "焉耆初定要哪些材料", DAY) for n in range(2))
    assert first == second
