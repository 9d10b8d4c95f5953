"""What the rules predict, remembered by all that they look at."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT

# After the message these change nothing that a rule of one message looks at.
PLAIN = (BotUttered, DefinePrevUserUtteredFeaturization, SlotSet)
MOST = 4096  # intents × steps of a turn

_Seen = tuple[str | None, str | None, tuple[str, ...]]


class Predictions:
    """Predictions of one model. Rasa builds the states of the whole conversation for each; a rule that names one intent
    and what is done after it sees none of them but those of the message.

    Where the model has another policy, or a rule that looks further, nothing is remembered.
    """

    def __init__(self, components: Iterable[object]) -> None:
        policies = [one for one in components if isinstance(one, Policy)]
        self.possible = bool(policies) and all(_looks_at_the_message_only(policy) for policy in policies)
        self._kept: dict[_Seen, PolicyPrediction] = {}

    def known(self, tracker: DialogueStateTracker) -> PolicyPrediction | None:
        """What was predicted where the rules saw the same; None where that is not known."""
        seen = self._seen(tracker)
        kept = self._kept.get(seen) if seen else None
        return _fresh(kept) if kept else None

    def keep(self, tracker: DialogueStateTracker, prediction: PolicyPrediction) -> None:
        """Remembers what a rule has just predicted."""
        seen = self._seen(tracker)
        if seen and prediction.max_confidence and len(self._kept) < MOST:
            self._kept[seen] = _fresh(prediction)

    def _seen(self, tracker: DialogueStateTracker) -> _Seen | None:
        """Intent, the action before, and the actions since the message; None where something else may count."""
        if not self.possible or tracker.active_loop is not None or tracker.latest_message is None:
            return None
        since: list[str] = []
        for event in reversed(tracker.events):
            if isinstance(event, UserUttered):
                return tracker.latest_message.intent_name, tracker.latest_action_name, tuple(since)
            if isinstance(event, ActionExecuted):
                since.append(str(event.action_name))
            elif not isinstance(event, PLAIN):
                return None
        return None


def _fresh(prediction: PolicyPrediction) -> PolicyPrediction:
    """The same with events of its own: a tracker takes them as they are and sets their time."""
    again = copy.copy(prediction)
    again.events = [copy.copy(event) for event in prediction.events]
    return again


def _looks_at_the_message_only(policy: Policy) -> bool:
    if not isinstance(policy, RulePolicy) or policy.lookup.get(RULES_FOR_LOOP_UNHAPPY_PATH):
        return False
    return all(_of_one_message(json.loads(rule)) for rule in policy.lookup.get(RULES, {}))


def _of_one_message(states: list[dict[str, Any]]) -> bool:
    """Whether a rule begins with a message and names its intent alone, and then only actions."""
    intents = {json.dumps(state.get(USER)) for state in states}
    heard = states[0].get(PREVIOUS_ACTION, {}).get("action_name") == ACTION_LISTEN_NAME if states else False
    plain = all(set(state) == {PREVIOUS_ACTION, USER} and set(state[USER]) == {INTENT} for state in states)
    return heard and plain and len(intents) == 1


__all__ = ["Predictions"]
