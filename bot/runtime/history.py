"""Keeps the live part of a conversation short, so that turn 200 costs what turn 2 costs.

Rasa replays every event of a tracker several times per turn. Older turns matter only through what they
left behind: slots and an active form. `fold` replaces them by exactly those events. The full history stays
in the event log.
"""

from __future__ import annotations

from dataclasses import dataclass

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_TURNS = 2
FOLD_ABOVE_EVENTS = 40
# Output of the pipeline that is bulky, and that nobody reads once the turn is over.
BULKY_PARSE_DATA = ("intent_ranking", "response_selector", "text_tokens")


@dataclass(frozen=True)
class Folding:
    """``left`` stands for what is older than the last ``kept`` events."""

    left: list[Event]
    kept: int


def slim(event: Event) -> None:
    """Drops rankings and the like from the stored understanding of a user message."""
    if isinstance(event, UserUttered) and any(key in event.parse_data for key in BULKY_PARSE_DATA):
        event.parse_data = {k: v for k, v in event.parse_data.items() if k not in BULKY_PARSE_DATA}


def replayed(sender_id: str, events: list[Event], domain: Domain) -> DialogueStateTracker:
    """A fresh tracker in the state after `events`."""
    tracker = DialogueStateTracker(sender_id, domain.slots)
    for event in events:
        tracker.update(event, domain)
    return tracker


def fold(tracker: DialogueStateTracker, domain: Domain) -> Folding | None:
    """What the older turns of a conversation have left behind; None while it is short.

    The cut is made before a turn, that is at the `action_listen` in front of a user message.
    """
    events = list(tracker.events)
    if len(events) <= FOLD_ABOVE_EVENTS:
        return None
    turns = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(turns) <= KEPT_TURNS:
        return None
    cut = turns[-KEPT_TURNS]
    before = replayed(tracker.sender_id, events[:cut], domain)
    initial = {slot.name: slot.initial_value for slot in domain.slots}
    at = events[cut].timestamp
    left: list[Event] = [
        SlotSet(name, value, timestamp=at)
        for name, value in before.current_slot_values().items()
        if value != initial.get(name)
    ]
    if before.active_loop is not None:
        left.append(ActiveLoop(before.active_loop.name, timestamp=at))
    left.append(ActionExecuted(ACTION_LISTEN_NAME, timestamp=at))
    return Folding(left, len(events) - cut)


def folded(tracker: DialogueStateTracker, folding: Folding | None, domain: Domain) -> DialogueStateTracker:
    """The same conversation with its older turns replaced by what they left."""
    if folding is None:
        return tracker
    short = replayed(tracker.sender_id, [*folding.left, *list(tracker.events)[-folding.kept :]], domain)
    short.model_id, short.assistant_id = tracker.model_id, tracker.assistant_id
    return short
