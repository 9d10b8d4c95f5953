"""What is left out of a turn changes nothing: the same events as Rasa's own processor, which is asked once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime import history
from bot.runtime.conversation import Conversation
from bot.runtime.predictions import _of_one_message

SAID = ("你好", "我在轮台", "哪个县", "你好", "我在焉耆", "哪里的县")
HEARD = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}}
ACTED = {"prev_action": {"action_name": "action_turn"}, "user": {"intent": "greet"}}


def events_of(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    """The events as they are stored, without the time and the random number of a message."""
    for event in tracker.events:
        history.slim(event)
    return [_lasting(event.as_dict()) for event in tracker.events]


def _lasting(event: dict[str, Any]) -> dict[str, Any]:
    apart = ("timestamp", "message_id")
    return {
        name: _lasting(value) if isinstance(value, dict) else value
        for name, value in event.items()
        if name not in apart
    }


async def test_the_events_are_those_of_rasas_own_processor(toy: Conversation, toy_model: Path) -> None:
    store, wording = InMemoryTrackerStore(None), TemplatedNaturalLanguageGenerator({})
    rasa = MessageProcessor(str(toy_model), store, InMemoryLockStore(), wording, action_endpoint=toy.actions)
    store.domain, wording.responses = rasa.domain, rasa.domain.responses
    for sender in ("first", "second"):  # what the first was answered is remembered for the second
        for text in SAID:
            await toy.say(sender, text)
            channel = CollectingOutputChannel()
            await rasa.handle_message(UserMessage(text, channel, sender, input_channel="gateway", metadata={}))
        ours, theirs = await toy.store.retrieve_full_tracker(sender), await store.retrieve(sender)
        assert ours is not None and theirs is not None
        assert events_of(ours) == events_of(theirs)


async def test_the_policies_are_asked_once_for_what_the_rules_look_at(
    toy: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    run = toy.processor.graph_runner.run
    monkeypatch.setattr(
        toy.processor.graph_runner, "run", lambda inputs, targets: asked.append(targets) or run(inputs, targets)
    )
    for sender in ("first", "second"):
        asked.clear()
        assert (await toy.say(sender, "你好"))[0].text == "你好"
    assert asked == [[toy.processor.model_metadata.nlu_target]]


@pytest.mark.parametrize(
    ("states", "remembered"),
    [
        ([HEARD], True),
        ([HEARD, ACTED], True),
        ([ACTED], False),  # begins before the message
        ([HEARD, {**HEARD, "user": {"intent": "thanks"}}], False),  # two messages
        ([{**HEARD, "slots": {"place": (1.0,)}}], False),
        ([{**HEARD, "user": {"intent": "greet", "entities": ("place",)}}], False),
        ([{**HEARD, "active_loop": {"name": "form"}}], False),
        ([], False),
    ],
)
def test_only_rules_of_one_message_are_remembered(states: list[dict[str, Any]], remembered: bool) -> None:
    assert _of_one_message(states) is remembered
