"""From Rasa's tracker to a Question: what this message names, and what the conversation already knew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rasa_sdk import Tracker

from policies_kb.choosing import Circumstance, belonging, circumstance, in_use
from policies_kb.eligibility.telling import tell
from policies_kb.model.question import Belonging, Part, Question, Scope, TopicGuess
from policies_kb.reading import Reader
from policies_kb.today import today


def question_of(tracker: Tracker, reader: Reader) -> Question:
    """The question of the latest message."""
    text = str(tracker.latest_message.get("text") or "")
    reading = reader.read(text)
    known = Scope.from_dict(tracker.get_slot("scope"))
    topics = tuple(tracker.get_slot("topics") or ())
    day = as_of(tracker)
    named = reading.scope_on(day)
    scope = known.carried_into(named, topic_goes_on=reading.scope_only and bool(topics))
    if not scope.regions and not scope.series:
        scope = replace(scope, regions=reading.contact_of.regions, series=reading.contact_of.series)
    by = circumstance(named, known, topics)
    told = tell(text, reader, day).values
    return Question(
        text=reading.text,
        as_of=day,
        scope=scope,
        parts=() if reading.scope_only else parts_of(tracker, reading.text, by),
        inherited_topics=topics,
        scope_only=reading.scope_only,
        named=named,
        belonging=belonging(in_use(), tracker.latest_message.get("ours"), by),
        asker={**_told_before(tracker), **told},
        told=frozenset(told),
    )


def _told_before(tracker: Tracker) -> dict[str, Any]:
    """What a running check has been told of the case."""
    check = tracker.get_slot("check") or {}
    return dict(check.get("told") or {})


def parts_of(tracker: Tracker, text: str, by: Circumstance) -> tuple[Part, ...]:
    """The parts that the classifier found, with its guesses; the whole text where it ran without."""
    listed: list[dict[str, Any]] = tracker.latest_message.get("parts") or [{"text": text, "guesses": []}]
    return tuple(
        Part(
            part["text"],
            tuple(TopicGuess(str(topic), float(p)) for topic, p in part["guesses"]),
            bool(part.get("piece")),
            belonging(in_use(), part.get("ours"), by) is Belonging.FOREIGN,
            str(part.get("segment") or ""),
        )
        for part in listed
    )


def as_of(tracker: Tracker) -> date:
    """The day of asking: the door's word for it, else today."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            given = (event.get("metadata") or {}).get("as_of")
            return date.fromisoformat(given) if given else today()
    return today()
