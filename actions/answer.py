"""Answers a question from the knowledge base."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from policies_kb.model.answer import Status

from .knowledge import answerer
from .understanding import question_of
from .wording import Composer


class ActionAnswer(Action):  # type: ignore[misc]
    """The one action behind every question."""

    def name(self) -> str:
        """Its name in domain.yml."""
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the answer and remembers its scope and topics."""
        brain = answerer()
        question = question_of(tracker, brain.reader)
        answer = brain.answer(question)
        reply = Composer(brain.base).compose(answer, question)
        dispatcher.utter_message(text=reply.text, buttons=list(reply.buttons), json_message=reply.custom)
        remembered: list[dict[str, Any]] = [SlotSet("scope", question.scope.as_dict())]
        if answer.status is not Status.OUT_OF_SCOPE and answer.topics:
            remembered.append(SlotSet("topics", list(answer.topics)))
        return remembered
