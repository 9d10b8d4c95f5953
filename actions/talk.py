"""What is said around the questions: greetings, thanks, the way to a person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from policies_kb.model.answer import Status

from .knowledge import answerer
from .turn import is_expected, take_turn
from .understanding import question_of
from .wording import Composer

HANDED_OFF = {"handoff"}
FORGETS = {"start_over"}
ENDS_CHECK = {"cancel"}
DECLINED = {"out_of_scope", "injection", "act_for_me"}


class ActionTalk(Action):  # type: ignore[misc]
    """Answers a message that asks nothing of the notices."""

    def name(self) -> str:
        """Its name in domain.yml."""
        return "action_talk"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the words of the intent; a handoff names the phone numbers of the notices that apply."""
        intent = str(tracker.latest_message["intent"]["name"])
        if is_expected(tracker, intent):
            return take_turn(dispatcher, tracker)
        brain = answerer()
        question = question_of(tracker, brain.reader)
        composer = Composer(brain.base, question.as_of)
        if intent in HANDED_OFF:
            # a person is reached by the phone in force, unless this very message names another round
            reply = composer.handoff(replace(question.scope, rounds=question.named.rounds))
        else:
            status = Status.OUT_OF_SCOPE if intent in DECLINED else Status.SMALL_TALK
            reply = composer.talk(intent, status)
        dispatcher.utter_message(text=reply.text, buttons=list(reply.buttons), json_message=reply.custom)
        if intent in FORGETS:
            return [SlotSet("scope", None), SlotSet("topics", None), SlotSet("check", None)]
        if intent in ENDS_CHECK:
            return [SlotSet("check", None)]
        return [SlotSet("scope", question.scope.as_dict())]
