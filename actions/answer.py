"""Answers a question from the knowledge base, and leads through an eligibility check where one is wanted."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from .turn import take_turn


class ActionAnswer(Action):  # type: ignore[misc]
    """The one action behind every question."""

    def name(self) -> str:
        """Its name in domain.yml."""
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the answer and remembers its scope, topics and the state of a check."""
        return take_turn(dispatcher, tracker)
