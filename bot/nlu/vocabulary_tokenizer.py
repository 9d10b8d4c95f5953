"""A jieba tokenizer that knows the words of the knowledge base: 副高, 以考代评 and the names of places stay whole."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.jieba_tokenizer import JiebaTokenizer
from rasa.shared.nlu.training_data.message import Message

from policies_kb.reading import specialties_of
from policies_kb.serving import Snapshot, current
from policies_kb.vocabulary.dictionary import learn, learn_reference


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class VocabularyTokenizer(JiebaTokenizer):  # type: ignore[misc]
    """Rasa's jieba tokenizer with the reference data and the words of the notices that serve as its dictionary."""

    _learnt: Snapshot | None = None  # whose words jieba knows already

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> VocabularyTokenizer:
        """A tokenizer with our words added to jieba."""
        learn_reference()
        return cls(config, model_storage, resource)

    def process(self, messages: list[Message]) -> list[Message]:
        """Cuts the messages into words, those of the release that serves among them."""
        snapshot = current()
        if snapshot is not self._learnt:
            learn(specialties_of(snapshot.base))
            self._learnt = snapshot
        return list(super().process(messages))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> VocabularyTokenizer:
        """The dictionary is the checkout's, not the model's: nothing is read from the model."""
        return cls.create(config, model_storage, resource, execution_context)
