"""The chooser as a Rasa component: the likeliest topic of a message is its intent; every part has its own guesses."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.shared_knowledge import reader
from policies_kb import choosing
from policies_kb.choosing import OUT_OF_SCOPE, Chooser, Chosen, Circumstance, Understood, stored
from policies_kb.choosing.weighed import weighed
from policies_kb.model.question import Belonging, Scope
from policies_kb.reading import Reading
from policies_kb.reference import load_reference

PARTS = "parts"  # output: [{"text": …, "guesses": [[topic, probability], …], "piece": …, "ours": log-odds}, …]
OURS = "ours"  # output: the log-odds that the message is for us at all
AROUND_A_QUESTION = {"injection", "insult"}
UNCLEAR = "unclear"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):  # type: ignore[misc]
    """Trains, stores and asks ``policies_kb.choosing``; actions ask the same chooser for texts of their own."""

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        chooser: Chooser | None = None,
    ) -> None:
        self._storage = model_storage
        self._resource = resource
        self._chooser = chooser
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
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the chooser to the phrases of ``data/nlu`` and stores it."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and e.get(INTENT)]
        texts = [reader().mask(e.get(TEXT)) for e in examples]
        self._chooser = choosing.fit(texts, [e.get(INTENT) for e in examples])
        with self._storage.write_to(self._resource) as folder:
            stored.write(self._chooser, folder)
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
        """The trained classifier of a model; the whole process chooses by it from then on."""
        with model_storage.read_from(resource) as folder:
            chooser = stored.read(folder)
        choosing.use(chooser)
        return cls(model_storage, resource, chooser)

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent, intent_ranking, the guesses of every part, and how far each is ours."""
        assert self._chooser is not None, "the classifier is not trained"
        for message in messages:
            reading = reader().read(message.get(TEXT) or "")
            understood = choosing.understand(self._chooser, reader(), reading)
            ranking = [{"name": guess.topic, "confidence": guess.probability} for guess in understood.whole.guesses]
            message.set(INTENT, self._intent(ranking, understood.whole, reading), add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set(PARTS, _listed(understood), add_to_output=True)
            message.set(OURS, round(understood.whole.ours, 4), add_to_output=True)
        return messages

    def _intent(self, ranking: list[dict[str, Any]], whole: Chosen, reading: Reading) -> dict[str, Any]:
        """The likeliest label; a doubtful guess at talk gives way to the likeliest topic of the catalogue."""
        first = ranking[0]
        if first["name"] == UNCLEAR and not reading.mentions:
            return first  # 😀😀: however unsure, no topic is any better
        if first["name"] == OUT_OF_SCOPE and self._foreign(whole, reading):
            return first
        around = first["name"] in AROUND_A_QUESTION and (reading.scope.regions or reading.scope.series)
        talk = first["name"] not in (OUT_OF_SCOPE, *self._topics)
        if talk and not around and first["confidence"] >= weighed().topics.talk_from:
            return first
        return next((entry for entry in ranking if entry["name"] in self._topics), first)

    def _foreign(self, whole: Chosen, reading: Reading) -> bool:
        """Whether no conversation before it could speak for the message; the actions know what was said before."""
        assert self._chooser is not None
        named = choosing.circumstance(reading.scope, Scope(), contact_of=reading.contact_of)
        by = named if named is Circumstance.NAMED else Circumstance.GOING_ON
        return self._chooser.verdict(whole.ours, by) is Belonging.FOREIGN


def _listed(understood: Understood) -> list[dict[str, Any]]:
    return [
        {
            "text": part.text,
            "guesses": [[guess.topic, round(guess.probability, 4)] for guess in part.chosen.guesses],
            "piece": part.piece,
            "segment": part.segment,
            "ours": round(part.chosen.ours, 4),
        }
        for part in understood.parts
    ]
