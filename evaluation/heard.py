"""What the assistant answered to one case, as it is stored."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bot.gold.folding import bare
from bot.gold.reply import Reply
from evaluation.assistants import Assistant


class Heard(BaseModel):
    """All replies to one case; `results` are the verdicts of the eligibility API, where that was asked."""

    id: str
    replies: list[Reply] = []
    results: list[dict[str, Any]] = []
    failed: str = ""


class Talk:
    """One conversation with the assistant, under a name of its own."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.sender = f"evaluation-{uuid.uuid4()}"
        self.replies: list[Reply] = []

    def say(self, message: str, day: date) -> Reply:
        """The reply; one that failed is a reply without words, so that the run goes on."""
        started = time.perf_counter()
        reply = Reply(asked=message)
        try:
            reply.bubbles = self.assistant.say(self.sender, message, day)
        except (OSError, ValueError, KeyError) as error:
            reply.failed = f"{type(error).__name__}: {error}"
        reply.seconds = time.perf_counter() - started
        self.replies.append(reply)
        return reply


def write(path: Path, heard: Iterable[BaseModel]) -> None:
    """One JSON line for each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{one.model_dump_json()}\n" for one in heard), encoding="utf-8")


def read(path: Path) -> Iterator[Heard]:
    """What `write` wrote."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield Heard.model_validate_json(line)


def notice_texts() -> dict[str, str]:
    """Notice → its bare text, to which every quote is held."""
    from policies_kb.serving import serving_base

    return {name: bare(notice.text) for name, notice in serving_base().notices.items()}
