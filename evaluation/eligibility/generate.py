"""Puts each case to the API, and tells it in conversation until there is a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.gold.cases import Story
from evaluation.assistants import Assistant
from evaluation.eligibility.answers import answer
from evaluation.heard import Heard, Talk

MOST_TURNS = 20  # a check that asks on and on is a fault


def ask_api(cases: Iterable[Story], assistant: Assistant) -> Iterator[Heard]:
    """The results for the structured applicant."""
    for case in cases:
        heard = Heard(id=case.id)
        applicant = {field: str(v) if hasattr(v, "isoformat") else v for field, v in case.applicant.items()}
        try:
            heard.results = assistant.assess(case.target, applicant, case.on)
        except (OSError, ValueError, KeyError) as error:
            heard.failed = f"{type(error).__name__}: {error}"
        yield heard


def converse(cases: Iterable[Story], assistant: Assistant) -> Iterator[Heard]:
    """The story, then an answer to each question that is asked."""
    for case in cases:
        talk = Talk(assistant)
        message = case.story
        for _ in range(MOST_TURNS):
            reply = talk.say(message, case.on)
            asked = reply.customs("ask")
            if reply.results or not asked:
                break
            message = answer(asked[-1], case)
        yield Heard(id=case.id, replies=talk.replies)
