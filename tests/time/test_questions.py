"""Questions over two rounds, through the whole assistant: the right round answers, with nothing of the other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.loading import KnowledgeBase

from .conftest import Say
from .values import contacts, strange

DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text(encoding="utf-8"))
SHORT: dict[str, str] = DATA["notices"]
CASES: list[dict[str, Any]] = DATA["cases"]


def named(short: str | list[str] | None) -> tuple[str, ...]:
    """The notices behind the short names of questions.yml."""
    listed = [short] if isinstance(short, str) else short or []
    return tuple(SHORT[name] for name in listed)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}-{case['name']}" for case in CASES])
def test_question(case: dict[str, Any], say: Say, two_rounds: KnowledgeBase) -> None:
    day, told = str(case["day"]), ""
    for number, turn in enumerate(case["turns"]):
        day, told = str(turn.get("day", day)), told + str(turn["say"])
        replies = say(f"time-{case['kind']}-{case['name']}", str(turn["say"]), day)
        text = "\n".join(reply.text for reply in replies)
        shown = f"turn {number}: {turn['say']} ({day})\n{text}"
        for wanted in turn.get("has", ()):
            assert wanted in text, shown
        for unwanted in turn.get("lacks", ()):
            assert unwanted not in text, shown
        if "status" in turn:
            assert replies[-1].custom["status"] == turn["status"], shown
        if "of" not in turn:
            continue
        # the property: nothing that only another notice states, and no citation from one
        of, asked = named(turn["of"]), named(turn.get("phones"))
        known = contacts(asked, two_rounds)
        foreign = [
            v
            for v in strange(text, told, date.fromisoformat(day), of, two_rounds)
            if v not in known | set(turn.get("also", ()))
        ]
        assert not foreign, f"{foreign}\n{shown}"
        cited = {c["notice_id"] for reply in replies for c in reply.custom.get("citations", ())}
        assert cited <= {*of, *asked}, f"{cited}\n{shown}"
        if turn.get("cites") is not None:
            assert cited == set(named(turn["cites"])), f"{cited}\n{shown}"
        elif of and not asked:
            assert cited, shown
