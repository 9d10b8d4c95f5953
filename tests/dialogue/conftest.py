"""One loaded assistant for all dialogue tests: the trained model, its actions and a store of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.runtime import environment

environment.prepare()

from bot.gateway import logs  # noqa: E402
from bot.runtime.conversation import Conversation, Reply  # noqa: E402 — Rasa may only be imported after prepare()
from bot.runtime.model_file import path_for_inputs  # noqa: E402
from evaluation.assistants import Assistant, Bubble  # noqa: E402

Say = Callable[[str, str, str], list[Reply]]


@pytest.fixture(scope="session")
def say(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Say]:
    """``say(sender, text, day)`` → the replies."""
    model = path_for_inputs(Path.cwd(), Path("models"))
    if not model.is_file():
        pytest.fail("there is no model of the present inputs: run `make train` (`make test` does)")
    logs.set_up("text")  # else Rasa prints every step of every turn
    loop = asyncio.new_event_loop()
    folder: Path = tmp_path_factory.mktemp("trackers")
    conversation = Conversation.load(model, f"sqlite:///{folder / 'trackers.sqlite'}")

    def speak(sender: str, text: str, day: str) -> list[Reply]:
        return loop.run_until_complete(conversation.say(sender, text, date.fromisoformat(day)))

    yield speak
    loop.run_until_complete(conversation.close())
    loop.close()


class Loaded:
    """The loaded assistant as the evaluation asks it."""

    def __init__(self, say: Say) -> None:
        self._say = say

    def say(self, sender: str, message: str, day: date) -> list[Bubble]:
        """One turn."""
        replies = self._say(sender, message, day.isoformat())
        return [Bubble(text=reply.text, buttons=reply.buttons, custom=reply.custom) for reply in replies]

    def assess(self, target: str, applicant: dict[str, Any], day: date) -> list[dict[str, Any]]:
        """The API is tested elsewhere."""
        raise NotImplementedError


@pytest.fixture(scope="session")
def assistant(say: Say) -> Assistant:
    """For cases of the evaluation's form."""
    return Loaded(say)
