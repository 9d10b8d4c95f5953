"""Asking back: which place, which series, which topic; what the notices say stands below the question."""

from __future__ import annotations

from collections.abc import Iterable

from policies_kb.loading import Notice
from policies_kb.model.answer import Answer
from policies_kb.model.question import Question

from . import contacts
from .voice import Voice

Buttons = tuple[dict[str, str], ...]


def asked_back(voice: Voice, answer: Answer, question: Question) -> str:
    """The sentence that asks."""
    places = [voice.region(name) for name in question.scope.regions]
    if answer.missing == "topic":
        return voice.say("which_topic", scope="、".join([*places, *question.scope.series]) or voice.say("go_on"))
    if answer.missing == "ours":
        return voice.say("which_ours")
    if answer.missing == "series":
        regions = voice.base.reference.regions
        known = question.scope.regions and all(regions[name].parent for name in question.scope.regions)
        return voice.say("which_series_only" if known else "which_series", region="、".join(places))
    return voice.say("which_region")


def all_silent(voice: Voice, answer: Answer) -> list[str]:
    """That none of the notices speaks of it, with everybody's phone; empty where one does."""
    if not answer.statements or any(statement.kind != "not_stated" for statement in answer.statements):
        return []
    topic = voice.base.reference.topics[answer.topics[0]].name
    notices = [voice.notice(name) for name in answer.notices]
    lines = [contacts.line(voice.say, notice, contact) for notice in notices for contact in notice.contacts]
    return [voice.say("all_silent", count=len(notices), topic=topic), *lines]


def buttons(voice: Voice, answer: Answer) -> Buttons:
    """The topics or the places and series to choose from."""
    if answer.missing == "topic" or answer.options:
        return as_buttons(answer.options)
    return as_buttons(choice(voice.notice(name)) for name in answer.notices)


def choice(notice: Notice) -> str:
    """What a person says to mean the notice: its series where it is about one alone, else its place."""
    coverage = notice.head.coverage
    return next(iter(notice.series)) if coverage.series_mode == "only" else coverage.regions[0]


def as_buttons(titles: Iterable[str]) -> Buttons:
    """Each title once; what is tapped is what is said."""
    return tuple({"title": title, "payload": title} for title in dict.fromkeys(titles))
