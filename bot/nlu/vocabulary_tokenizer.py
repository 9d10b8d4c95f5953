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

from policies_kb.reference import Reference, load_reference

FREQUENCY = 20_000  # high enough that a word of ours is never cut


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class VocabularyTokenizer(JiebaTokenizer):  # type: ignore[misc]
    """Rasa's jieba tokenizer with the reference data as its user dictionary."""

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
