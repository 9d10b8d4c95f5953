"""The one action behind every rule of data/rules.yml."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from .turn import take_turn


class ActionTurn(Action):  # type: ignore[misc]
    """Takes a turn: understands the message with what is remembered, and says one thing."""

    def name(self) -> str:
        """Its name in domain.yml."""
        return "action_turn"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says what the turn calls for and remembers the frame."""
        return take_turn(dispatcher, tracker)
