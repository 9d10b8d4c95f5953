"""jieba with the words of the knowledge base: 副高, 以考代评 and the names of places stay whole."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache

import jieba

from policies_kb.reference import Reference, load_reference

FREQUENCY = 20_000  # high enough that a word of ours is never cut


@lru_cache(maxsize=1)
def learn_reference() -> None:
    """Teaches jieba the words of the reference data, once a process."""
    jieba.setLogLevel(logging.WARNING)
    learn(vocabulary(load_reference()))


_before: dict[str, int | None] = {}  # what jieba's own dictionary has for whatever we changed; None: nothing


def learn(words: Iterable[str]) -> None:
    """Teaches jieba further words; single characters it has already."""
    jieba.dt.check_initialized()
    for word in words:
        if len(word) > 1:
            for end in range(1, len(word) + 1):
                _before.setdefault(word[:end], jieba.dt.FREQ.get(word[:end]))
            jieba.add_word(word, freq=FREQUENCY)


def own_tokenizer() -> jieba.Tokenizer:
    """A tokenizer of jieba's own dictionary, to be taught other words than the shared one.

    Its words are those in memory already: a second dictionary read from disk would cost 77 MB.
    """
    jieba.dt.check_initialized()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ = dict(jieba.dt.FREQ)
    for word, had in _before.items():
        if had is None:
            tokenizer.FREQ.pop(word, None)
        else:
            tokenizer.FREQ[word] = had
    tokenizer.total = sum(tokenizer.FREQ.values())
    tokenizer.initialized = True
    return tokenizer


def cut(text: str) -> list[str]:
    """The text as words of jieba's dictionary and ours; nothing is made up for what neither holds."""
    learn_reference()
    return list(jieba.cut(text, HMM=False))


def is_word(text: str) -> bool:
    """Whether jieba's dictionary or ours has the text as one word."""
    learn_reference()
    return bool(jieba.dt.FREQ.get(text))


def vocabulary(reference: Reference) -> Iterator[str]:
    """Every word of the reference data."""
    for region in reference.regions.values():
        yield from (region.name, region.short, *region.aliases)
    for series in reference.series.values():
        yield from (series.name, *series.says, *series.weak, *series.exam_only)
        for specialty, words in series.specialties.items():
            yield from (specialty, *words)
    for path in reference.paths.values():
        yield from path.says
    for group in ("levels", "educations", "own_prefecture"):
        for words in reference.terms[group].values():
            yield from words
    yield from reference.terms["words"]
