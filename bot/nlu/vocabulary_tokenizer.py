"""A jieba tokenizer that knows the words of the knowledge base: 副高, 以考代评 and the names of places stay whole."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import jieba
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.jieba_tokenizer import JiebaTokenizer
from rasa.shared.nlu.training_data.message import Message

from policies_kb.reading import specialties_of
from policies_kb.reference import Reference, load_reference
from policies_kb.serving import Snapshot, current

FREQUENCY = 20_000  # high enough that a word of ours is never cut


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
        jieba.setLogLevel(logging.WARNING)
        for word in vocabulary(load_reference()):
            jieba.add_word(word, freq=FREQUENCY)
        return cls(config, model_storage, resource)

    def process(self, messages: list[Message]) -> list[Message]:
        """Cuts the messages into words, those of the release that serves among them."""
        snapshot = current()
        if snapshot is not self._learnt:
            for word in specialties_of(snapshot.base):
                if len(word) > 1:
                    jieba.add_word(word, freq=FREQUENCY)
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


def vocabulary(reference: Reference) -> Iterator[str]:
    """Every word of the reference data with at least two characters."""
    for region in reference.regions.values():
        yield from (region.name, region.short, *region.aliases)
    for series in reference.series.values():
        yield from (series.name, *series.says, *series.weak, *series.exam_only)
        for specialty, words in series.specialties.items():
            yield from (specialty, *words)
    for path in reference.paths.values():
        yield from (word for word in path.says if len(word) > 1)
    for group in ("levels", "educations", "own_prefecture"):
        for words in reference.terms[group].values():
            yield from words
    yield from reference.terms["words"]
