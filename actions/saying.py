"""What a turn says: replies are gathered, and sent when the turn is through."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from policies_kb.dialogue.trace import Line


@dataclass(frozen=True)
class Said:
    """One message."""

    text: str
    buttons: tuple[dict[str, str], ...] = ()
    custom: dict[str, Any] = field(default_factory=dict)


def send(dispatcher: CollectingDispatcher, replies: list[Said], trace: tuple[Line, ...] = ()) -> None:
    """Sends the replies in order; the last one carries the trace, where somebody asked for it."""
    for number, said in enumerate(replies, 1):
        custom = dict(said.custom)
        if trace and number == len(replies):
            custom["trace"] = [line.as_dict() for line in trace]
        dispatcher.utter_message(text=said.text, buttons=list(said.buttons), json_message=custom)
