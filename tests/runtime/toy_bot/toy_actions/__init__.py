"""Custom actions of the toy bot: one of each kind of behaviour."""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

SLOW_SECONDS = 0.6


class Whole(Action):
    def name(self) -> str:
        return "action_whole"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        place = tracker.get_slot("place")
        dispatcher.utter_message(
            text=f"地方:{place}\n\n第二段",
            buttons=[{"title": "轮台", "payload": "我在轮台"}],
            json_message={"place": place, "as_of": tracker.latest_message["metadata"].get("as_of")},
        )
        return []


class Breaks(Action):
    def name(self) -> str:
        return "action_breaks"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(text="half")
        SlotSet("place", "half-written")
        raise ValueError("broken on purpose")


class Slow(Action):
    def name(self) -> str:
        return "action_slow"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        time.sleep(SLOW_SECONDS)  # the badly written action that must not block the server
        dispatcher.utter_message(text="好了")
        return []


class Silent(Action):
    def name(self) -> str:
        return "action_silent"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return []
