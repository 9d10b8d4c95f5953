"""Questions over two rounds, through the whole assistant: the right round answers, with nothing of the other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policies_kb.loading import KnowledgeBase
from tests.conftest import Say

from .judging import DATA, judge

CASES: list[dict[str, Any]] = DATA["cases"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}-{case['name']}" for case in CASES])
def test_question(case: dict[str, Any], say: Say, two_rounds: KnowledgeBase) -> None:
    told = ""
    for turn in case["turns"]:
        day, told = str(turn.get("day", case["day"])), told + str(turn["say"])
        replies = say(f"time-{case['kind']}-{case['name']}", str(turn["say"]), day)
        judge(turn, replies, told, date.fromisoformat(day), two_rounds)
        if turn.get("of") and "phones" not in turn:
            assert any(reply.custom.get("citations") for reply in replies), replies


def test_there_are_enough_of_every_kind() -> None:
    kinds = [case["kind"] for case in CASES]
    assert len(kinds) >= 140
    assert all(kinds.count(kind) >= 4 for kind in kinds)
