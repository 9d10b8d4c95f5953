"""Rasa's rule policy, asked only about the rules that can apply to the intent of the message."""

from __future__ import annotations

import json

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.core.domain import State
from rasa.shared.nlu.constants import INTENT


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class RulesByIntent(RulePolicy):  # type: ignore[misc]
    """The same rules and predictions. Rasa tries every rule at every step; with one rule an intent that is the most
    costly part of its turn, and all but a few of them are for another intent."""

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        last = states[-1] if states else {}
        intent = last.get(USER, {}).get(INTENT)
        if not last.get(PREVIOUS_ACTION):  # the start of a conversation fits rules whatever they name
            return set(super()._get_possible_keys(lookup, states))
        index = self._index(lookup)
        keys = {*index.get(intent, ()), *index.get(None, ())}
        return set(super()._get_possible_keys({key: lookup[key] for key in keys}, states))

    def _index(self, lookup: dict[str, str]) -> dict[str | None, list[str]]:
        """Intent of a rule's last state → the rules; None: those whose last state names none."""
        kept: tuple[tuple[int, int], dict[str | None, list[str]]] | None = getattr(self, "_kept_index", None)
        mark = (id(lookup), len(lookup))
        if kept is None or kept[0] != mark:
            index: dict[str | None, list[str]] = {}
            for key in lookup:
                *_, last = json.loads(key)
                index.setdefault(last.get(USER, {}).get(INTENT), []).append(key)
            kept = self._kept_index = (mark, index)
        return kept[1]
