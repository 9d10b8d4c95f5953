"""Several questions in one message (tests/answering/several.yml): each is answered, or named as unanswered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.conftest import Say

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "answering" / "several.yml").read_text(encoding="utf-8")
)
DAY = "2024-10-10"
MOST_LOST = 4  # of some 160 questions; to be none


def lost(say: Say, case: dict[str, Any]) -> list[str]:
    """The questions of a message that are neither answered nor named."""
    replies = say(case["text"], case["text"], DAY)
    topics = {topic for reply in replies for topic in reply.custom.get("topics") or ()}
    unanswered = [part for reply in replies for part in reply.custom.get("unanswered") or ()]

    def met(part: str, wanted: str | list[str]) -> bool:
        by = {wanted} if isinstance(wanted, str) else set(wanted)
        return bool(by & topics) or any(part in named for named in unanswered)

    return [part for part, wanted in case["asks"].items() if not met(part, wanted)]


def test_no_question_of_several_vanishes(say: Say) -> None:
    found = {case["text"]: parts for case in CASES if (parts := lost(say, case))}
    assert sum(map(len, found.values())) <= MOST_LOST, found
