"""What locust runs, in an environment of its own: people who hold a conversation, pause, and begin another.

ZC_LOAD_CONVERSATIONS: a JSON file, a list of conversations, each a list of messages.
"""

from __future__ import annotations

import json
import os
import random
import uuid
from pathlib import Path

from locust import HttpUser, between, task  # type: ignore[import-not-found]

CONVERSATIONS = json.loads(Path(os.environ["ZC_LOAD_CONVERSATIONS"]).read_text(encoding="utf-8"))
SLOWEST, QUICKEST = 12.0, 3.0  # seconds in which somebody reads an answer and types the next question


class Person(HttpUser):  # type: ignore[misc]
    """One who asks. Every message has a number, as the chat page gives it one."""

    wait_time = between(QUICKEST, SLOWEST)

    def on_start(self) -> None:
        """Begins somewhere."""
        self._left: list[str] = []
        self._begin()

    def _begin(self) -> None:
        self._sender = f"load-{uuid.uuid4().hex}"
        self._left = list(random.choice(CONVERSATIONS))

    @task  # type: ignore[untyped-decorator]
    def ask(self) -> None:
        """One turn; an apology counts as a failure."""
        if not self._left:
            self._begin()
        asked = {"sender": self._sender, "message": self._left.pop(0), "as_of": "2024-10-10"}
        number = {"X-Message-Id": uuid.uuid4().hex}
        with self.client.post("/api/chat", json=asked, headers=number, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
                return
            custom = answer.json()["messages"][-1]["custom"]
            if custom.get("status") == "error" or custom.get("remembered") is False:
                answer.failure("not answered as it should be")
