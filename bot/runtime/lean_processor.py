"""Rasa's processor without what it works out anew in every turn although it never changes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.core.actions.action import Action
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import ActionLimitReached, MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_VALIDATE_SLOT_MAPPINGS, MAPPING_TYPE, SlotMappingType
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecutionRejected, Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime.planned_graph import PlannedGraph
from bot.runtime.predictions import Predictions

MAPPED_BY_ACTIONS = {MAPPING_TYPE: SlotMappingType.CUSTOM.value}


class LeanProcessor(MessageProcessor):  # type: ignore[misc]
    """The same events in the same order as Rasa's processor (a test holds it to that).

    Left out: planning the graph, the states of the whole conversation for rules that look at one message, an object
    for each action of Rasa, an empty domain to compare ours with, a second tracker for an action that reads none, and
    deep copies for debug lines that nobody asked for.
    """

    graph_runner: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        remember_event_types()
        self.graph_runner = PlannedGraph(self.graph_runner)
        self._predictions = Predictions(self.graph_runner.components)
        self._actions: dict[str, Action] = {}
        self._known = {*self.domain.intents, *self.domain.entities}
        self._extracts = _extracts_slots(self.domain)

    async def run_action_extract_slots(
        self, output_channel: Any, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Fills slots from the message, where the domain has one that Rasa fills."""
        if not self._extracts:
            return tracker
        return await super().run_action_extract_slots(output_channel, tracker)

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
        """The next action; raises `ActionLimitReached` as Rasa does."""
        if self.is_action_limit_reached(tracker, self.should_predict_another_action(tracker.latest_action_name)):
            raise ActionLimitReached("The limit of actions to predict has been reached.")
        prediction = self._predict_next_with_tracker(tracker)
        return self._get_action(self.domain.action_names_or_texts[prediction.max_confidence_index]), prediction

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        if tracker.followup_action:
            return super()._predict_next_with_tracker(tracker)
        known = self._predictions.known(tracker)
        if known is None:
            known = super()._predict_next_with_tracker(tracker)
            self._predictions.keep(tracker, known)
        return known

    def _get_action(self, action_name: str) -> Action:
        action = self._actions.get(action_name)
        if action is None:
            action = self._actions[action_name] = super()._get_action(action_name)
        return action

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: Any,
        nlg: Any,
        prediction: PolicyPrediction,
    ) -> bool:
        if action.name() != ACTION_LISTEN_NAME:
            return bool(await super()._run_action(action, tracker, output_channel, nlg, prediction))
        self._log_action_on_tracker(tracker, action, [], prediction)
        return False

    def _log_action_on_tracker(
        self, tracker: DialogueStateTracker, action: Action, events: list[Event] | None, prediction: PolicyPrediction
    ) -> None:
        found = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in found):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(found, self.domain)

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Warns, as Rasa does, of an intent or entity that the domain lacks."""
        named = {parse_data["intent"]["name"], *(one["entity"] for one in parse_data["entities"] or ())}
        if not named - {None} <= self._known:
            super()._check_for_unseen_features(parse_data)

    @staticmethod
    def _log_slots(tracker: DialogueStateTracker) -> None:
        """Says nothing: slots hold what people told."""


def _extracts_slots(domain: Domain) -> bool:
    """Whether any slot is filled otherwise than by an action that the rules name."""
    if ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions:
        return True
    own = (slot for slot in domain.slots if slot.mappings)
    return any(mapping != MAPPED_BY_ACTIONS for slot in own for mapping in slot.mappings)


def remember_event_types() -> None:
    """Rasa looks through all kinds of events for the name of each event that an action returns."""
    found = Event.resolve_by_type
    if not hasattr(found, "cache_info"):
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=256)(found))


__all__ = ["LeanProcessor"]
