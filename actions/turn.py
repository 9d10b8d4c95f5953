"""One turn: the message understood step by step, one course taken, and what to remember in the slots."""

from __future__ import annotations

from datetime import date
from typing import Any

import structlog
from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from policies_kb.choosing import Chosen, Understood, UnderstoodPart
from policies_kb.dialogue import UNDERSTANDING, Frame, Message, Turn, run
from policies_kb.model.question import Scope, TopicGuess
from policies_kb.today import today

from .course import take
from .knowledge import answerer
from .saying import send, with_unread

logger = structlog.get_logger(__name__)
# the scope of the case spoken of, as slots that a Rasa developer looks for; the frame keeps the rest
SCOPE_SLOTS = {"region": "regions", "series": "series", "path": "path", "level": "level", "education": "education"}


def take_turn(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Says what this turn calls for; returns what to remember."""
    turn = run(UNDERSTANDING, begin(tracker))
    outcome, course = take(turn)
    turn = turn.noted("course", turn.act.name, course, f"{len(outcome.replies)} replies")
    logger.info("turn", trace=[line.as_dict() for line in turn.trace])
    metadata = _metadata(tracker)
    replies = with_unread(outcome.replies) if metadata.get("unread") else outcome.replies
    send(dispatcher, replies, turn.trace if metadata.get("trace") else ())
    return changed(slots(outcome.frame), tracker)


def begin(tracker: Tracker) -> Turn:
    """The turn before its first step."""
    frame = Frame.from_slot(tracker.get_slot("frame"))
    latest = tracker.latest_message
    brain = answerer()
    text = str(latest.get("text") or "")
    message = Message(
        text=text,
        day=as_of(tracker),
        intent=str((latest.get("intent") or {}).get("name") or ""),
        understood=_understood(latest),
    )
    check = frame.case.check or {}
    return Turn(brain, message, frame, brain.reader.read(text), asking=check.get("asking"))


def slots(frame: Frame) -> list[dict[str, Any]]:
    """The frame and the present scope as slots."""
    scope = Scope.from_dict(frame.case.scope).as_dict()
    events = [SlotSet(slot, scope[name] or None) for slot, name in SCOPE_SLOTS.items()]
    topics = list(frame.case.asked.topics)
    return [*events, SlotSet("person", frame.who), SlotSet("topic", topics or None), SlotSet("frame", frame.as_slot())]


def changed(events: list[dict[str, Any]], tracker: Tracker) -> list[dict[str, Any]]:
    """Without the slots that stay as they are: Rasa replays every event several times a turn, and the log keeps it."""
    return [event for event in events if tracker.get_slot(event["name"]) != event["value"]]


def as_of(tracker: Tracker) -> date:
    """The day of asking: the door's word for it, else today."""
    given = _metadata(tracker).get("as_of")
    return date.fromisoformat(given) if given else today()


def _understood(latest: dict[str, Any]) -> Understood | None:
    """What the pipeline made of the message; None where it ran without the classifier."""
    listed: list[dict[str, Any]] = latest.get("parts") or []
    if not listed:
        return None
    ranking = [[entry["name"], entry["confidence"]] for entry in latest.get("intent_ranking") or []]
    parts = (
        UnderstoodPart(part["text"], _chosen(part["guesses"], part), bool(part["piece"]), str(part["segment"]))
        for part in listed
    )
    return Understood(_chosen(ranking, latest), tuple(parts))


def _chosen(guesses: list[list[Any]], of: dict[str, Any]) -> Chosen:
    return Chosen(tuple(TopicGuess(str(topic), float(p)) for topic, p in guesses), float(of["ours"]))


def _metadata(tracker: Tracker) -> dict[str, Any]:
    """What the door said of the latest message."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return dict(event.get("metadata") or {})
    return {}
