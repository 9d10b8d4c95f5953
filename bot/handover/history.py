"""The conversation so far, from the log of events; what the person wrote is masked there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policies_kb.dialogue.frame import Frame
from policies_kb.model.question import Scope

A_SITTING = 24 * 3600.0  # seconds; what is older was another matter
MOST = 40  # lines


@dataclass(frozen=True)
class Line:
    """What somebody said (``person``: the person, else the assistant), seconds since 1970."""

    at: float
    person: bool
    text: str


def so_far(events: Sequence[dict[str, Any]]) -> list[Line]:
    """The last lines of the conversation, oldest first."""
    lines = [
        Line(float(event.get("timestamp") or 0), event["event"] == "user", str(event["text"]))
        for event in events
        if event["event"] in ("user", "bot") and event.get("text")
    ]
    if not lines:
        return []
    return [line for line in lines if line.at > lines[-1].at - A_SITTING][-MOST:]


def last_question(events: Sequence[dict[str, Any]], but: str) -> str:
    """The last thing that the person wrote, leaving out the words by which a person was asked for."""
    texts = [line.text for line in so_far(events) if line.person and line.text != but]
    return texts[-1] if texts else ""


def known_scope(events: Sequence[dict[str, Any]]) -> Scope:
    """Place, series and the like, as the conversation knows them by now."""
    frames = [event for event in events if event["event"] == "slot" and event.get("name") == "frame"]
    return Frame.from_slot(frames[-1].get("value")).scope if frames else Scope()
