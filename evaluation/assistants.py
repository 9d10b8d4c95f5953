"""The assistant under test: in this process, or running elsewhere and asked over HTTP."""

from __future__ import annotations

import asyncio
import json
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from bot.gold.reply import Bubble

TIMEOUT = 60.0  # seconds for one reply over HTTP


class Assistant(Protocol):
    """What is asked of an assistant."""

    def say(self, sender: str, message: str, day: date) -> list[Bubble]:
        """The reply to one message."""

    def assess(self, target: str, applicant: dict[str, Any], day: date) -> list[dict[str, Any]]:
        """One result for each notice that bears on the case."""


class OverHttp:
    """A running assistant, seen through its public API."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")

    def say(self, sender: str, message: str, day: date) -> list[Bubble]:
        """POST /api/chat; raises OSError when it is not answered."""
        said = self._post("/api/chat", {"sender": sender, "message": message, "as_of": day.isoformat()})
        return [Bubble.model_validate(bubble) for bubble in said["messages"]]

    def assess(self, target: str, applicant: dict[str, Any], day: date) -> list[dict[str, Any]]:
        """POST /api/eligibility; raises OSError when it is not answered."""
        asked = {"target": target, "applicant": applicant, "as_of": day.isoformat()}
        return list(self._post("/api/eligibility", asked)["results"])

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        data = json.dumps(body, ensure_ascii=False, default=str).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            return json.load(response)


class InProcess:
    """The assistant of the present inputs, without the doors; use `in_process`."""

    def __init__(self, folder: Path) -> None:
        from bot.runtime import environment

        environment.prepare()  # before anything imports Rasa
        from bot.gateway import logs
        from bot.runtime.conversation import Conversation
        from bot.runtime.model_file import path_for_inputs

        model = path_for_inputs(Path.cwd(), Path("models"))
        if not model.is_file():
            raise FileNotFoundError("there is no model of the present inputs: run `make train`")
        logs.set_up("text")  # else Rasa prints every step of every turn
        self._loop = asyncio.new_event_loop()
        self.store_url = f"sqlite:///{folder / 'conversations.db'}"
        self._conversation = Conversation.load(model, self.store_url)

    def say(self, sender: str, message: str, day: date) -> list[Bubble]:
        """One turn."""
        replies = self._loop.run_until_complete(self._conversation.say(sender, message, day))
        return [Bubble(text=reply.text, buttons=reply.buttons, custom=reply.custom) for reply in replies]

    def assess(self, target: str, applicant: dict[str, Any], day: date) -> list[dict[str, Any]]:
        """The judgement that POST /api/eligibility gives."""
        from pydantic import TypeAdapter

        from policies_kb.eligibility import Applicant, KnownTarget, assess
        from policies_kb.serving import current

        known = TypeAdapter(KnownTarget).validate_python(target)
        results = assess(current().rulebook, known, Applicant.model_validate(applicant), day)
        return [json.loads(json.dumps(result.as_dict(), ensure_ascii=False, default=str)) for result in results]

    def close(self) -> None:
        """Lets its threads go."""
        self._loop.run_until_complete(self._conversation.close())
        self._loop.close()


@contextmanager
def assistant(base: str) -> Iterator[Assistant]:
    """The assistant at a URL; at "" one in this process, with conversations that are thrown away."""
    if base:
        yield OverHttp(base)
        return
    with tempfile.TemporaryDirectory(prefix="evaluation-") as folder:
        here = InProcess(Path(folder))
        try:
            yield here
        finally:
            here.close()
