"""Gold cases put to the trained model in this process, judged as the regression test judges them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.runtime import model_file
from bot.runtime.conversation import Conversation, Reply
from tests.dialogue.test_validation import DAY, judge

VALIDATION = Path("tests/validation/questions")


def regression_cases() -> list[dict[str, Any]]:
    """The questions of the regression sets."""
    return _cases(VALIDATION.glob("*.yml"))


def gold_cases(gold: Path) -> list[dict[str, Any]]:
    """The gold questions; none where the folder is not there."""
    return _cases([*gold.glob("q_*.yaml"), *gold.glob("kinds.yaml")])


def _cases(files: Iterable[Path]) -> list[dict[str, Any]]:
    return [case for path in sorted(files) for case in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)]


def load_conversation() -> Conversation:
    """The model of the present inputs; conversations are kept in memory."""
    return Conversation.load(model_file.path_for_inputs(Path.cwd(), Path("models")), "sqlite://")


def ask(conversation: Conversation, cases: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], list[Reply], bool]]:
    """Each case with the last replies, and whether they are right and nothing in them is wrong."""

    async def said(case: dict[str, Any]) -> list[Reply]:
        replies: list[Reply] = []
        for turn in case["turns"]:
            day = date.fromisoformat(str(case.get("today", DAY)))
            replies = await conversation.say(f"report-{case['id']}", turn, day)
        return replies

    async def all_said() -> list[tuple[dict[str, Any], list[Reply], bool]]:
        found = []
        for case in cases:
            replies = await said(case)
            right, wrong = judge({**case, "turns": case["turns"][-1:]}, lambda *_, said=replies: said)
            found.append((case, replies, right and not wrong))
        return found

    return asyncio.run(all_said())
