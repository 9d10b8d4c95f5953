"""Guesses what each part of a message is about; the likeliest topic of the whole is Rasa's intent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import topic_model
from bot.nlu.shared_knowledge import reader
from bot.nlu.topic_model import TopicModel
from policies_kb.dialogue import guessing
from policies_kb.model.question import TopicGuess
from policies_kb.reading import Reading, pieces
from policies_kb.reference import load_reference

FILE = "topics.joblib"
PARTS = "parts"  # output: [{"text": …, "guesses": [[topic, probability], …]}, …]
AROUND_A_QUESTION = {"injection", "insult"}
OUT_OF_SCOPE = "out_of_scope"
UNCLEAR = "unclear"
LONGEST = 400  # characters of a part that are looked at


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):  # type: ignore[misc]
    """A linear classifier over n-grams of the text with places and series masked."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``strength``: the inverse of the regularisation. ``talk_from``: talk needs at least this probability.

        ``foreign_from``: what a message about a place or series of ours needs to be out of scope.
        """
        return {"strength": 12.0, "talk_from": 0.4, "foreign_from": 0.85}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: TopicModel | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model
        self._topics = load_reference().topics

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the model on the phrases of ``data/nlu`` and stores it."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and e.get(INTENT)]
        texts = [reader().mask(e.get(TEXT)) for e in examples]
        self._model = topic_model.fit(texts, [e.get(INTENT) for e in examples], self._config["strength"])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / FILE, compress=3)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """The trained classifier of a model."""
        with model_storage.read_from(resource) as folder:
            loaded = cls(config, model_storage, resource, joblib.load(folder / FILE))
        guessing.offer(loaded.guess)  # a follow-up made whole is classified inside the action
        return loaded

    def guess(self, texts: Sequence[str]) -> list[tuple[TopicGuess, ...]]:
        """The likeliest topics of masked texts."""
        assert self._model is not None, "the classifier is not trained"
        return [tuple(TopicGuess(g.label, g.probability) for g in row) for row in self._model.guess(list(texts))]

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent, intent_ranking and the guesses of every part."""
        for message in messages:
            self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        text = message.get(TEXT) or ""
        reading = reader().read(text)
        text = reading.text
        sentences = list(reading.parts)
        cut = [piece for sentence in sentences for piece in pieces(sentence)]
        parts = [*sentences, *cut]
        # 「下一批什么时候」 is a question by its words; what it asks about is left when the round is settled
        texts = [reader().mask(text[:LONGEST]), *(reader().mask(reader().without_rounds(p[:LONGEST])) for p in parts)]
        assert self._model is not None, "the classifier is not trained"
        found = self._model.guess(texts)
        ranking = [{"name": guess.label, "confidence": guess.probability} for guess in found[0]]
        message.set(INTENT, self._intent(ranking, reading), add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        listed = [
            {
                "text": part,
                "guesses": [[guess.label, round(guess.probability, 4)] for guess in row],
                "piece": index >= len(sentences),
            }
            for index, (part, row) in enumerate(zip(parts, found[1:], strict=True))
        ]
        message.set(PARTS, listed, add_to_output=True)

    def _intent(self, ranking: list[dict[str, Any]], reading: Reading) -> dict[str, Any]:
        """The likeliest label; a doubtful guess at talk gives way to the likeliest topic of the catalogue."""
        if reading.foreign:
            return {"name": OUT_OF_SCOPE, "confidence": 1.0}
        first = ranking[0]
        if first["name"] == UNCLEAR and not reading.mentions:
            return first  # 😀😀: however unsure, no topic is any better
        if first["name"] in AROUND_A_QUESTION and (reading.scope.regions or reading.scope.series):
            # whatever is said around it, a place or series of ours is asked about
            return next((entry for entry in ranking if entry["name"] in self._topics), first)
        if first["name"] == OUT_OF_SCOPE and (reading.scope.regions or reading.scope.series):
            # a place or series of ours was named: only a sure guess turns such a message away
            if first["confidence"] < self._config["foreign_from"]:
                return next((entry for entry in ranking if entry["name"] in self._topics), first)
            return first
        if first["name"] in self._topics or first["confidence"] >= self._config["talk_from"]:
            return first
        return next((entry for entry in ranking if entry["name"] in self._topics), first)
