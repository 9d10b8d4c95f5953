"""What a turn says: replies are gathered, and sent when the turn is through."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from policies_kb.dialogue.trace import Line

from .wording import Reply
from .wording.cards import by_bubble
from .wording.phrasebook import load_phrasebook


@dataclass(frozen=True)
class Said:
    """One reply. ``before``: the bubbles that come first; buttons and data go with the last one, ``text``."""

    text: str
    buttons: tuple[dict[str, str], ...] = ()
    custom: dict[str, Any] = field(default_factory=dict)
    before: tuple[str, ...] = ()

    @staticmethod
    def of(reply: Reply) -> Said:
        """What the composer wrote, bubble by bubble."""
        *before, last = reply.bubbles
        return Said(last, reply.buttons, reply.custom, tuple(before))


def with_unread(replies: list[Said]) -> list[Said]:
    """The replies, the last of which says that not all of a long message was read."""
    *before, last = replies
    return [*before, replace(last, text=f"{last.text}\n\n{load_phrasebook()('too_long')}".strip())]


def send(dispatcher: CollectingDispatcher, replies: list[Said], trace: tuple[Line, ...] = ()) -> None:
    """Sends the replies in order; the last one carries the trace, where somebody asked for it."""
    for number, said in enumerate(replies, 1):
        custom = dict(said.custom)
        if trace and number == len(replies):
            custom["trace"] = [line.as_dict() for line in trace]
        *before, last = by_bubble(custom, [*said.before, said.text])
        for text, own in zip(said.before, before, strict=True):
            dispatcher.utter_message(text=text, json_message=own)
        dispatcher.utter_message(text=said.text, buttons=list(said.buttons), json_message=last)
