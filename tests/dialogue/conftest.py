"""One loaded assistant for all dialogue tests, as the evaluation asks it: the trained model and a store of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from evaluation.assistants import Assistant, Bubble, InProcess

Reply = Bubble
Say = Callable[[str, str, str], list[Reply]]


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant in this process. Fails where there is no model of the present inputs (`make test` trains one)."""
    loaded = InProcess(tmp_path_factory.mktemp("conversations"))
    yield loaded
    loaded.close()


@pytest.fixture(scope="session")
def say(assistant: Assistant) -> Say:
    """``say(sender, text, day)`` → the replies."""
    return lambda sender, text, day: assistant.say(sender, text, date.fromisoformat(day))
