"""What a word must be to be added, and as what a topic's word is read."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb import choosing
from policies_kb.choosing.understood import guesses
from policies_kb.loading import KnowledgeBase
from policies_kb.model.question import TopicGuess
from policies_kb.reading import MASKS, Reader
from policies_kb.reference import Reference
from policies_kb.vocabulary.gazetteer import build_gazetteer, normalise

from .book import LONGEST_READ_AS, Kind, Word, Wordbook


def read_as(topic: str, base: KnowledgeBase, reader: Reader) -> str:
    """The words for a topic that the trained model takes most surely for it: its name, what it covers, or an everyday
    word of the reference data. Its name where no model is loaded. KeyError for a topic that is not in the catalogue."""
    known = base.reference.topics[topic]
    covered = known.covers.replace("；", "、").split("、")
    said = [text for text in dict.fromkeys([known.name, *covered, *base.reference.words.topics.get(topic, ())]) if text]
    said = [text for text in said if len(text) <= LONGEST_READ_AS] or [known.name[:LONGEST_READ_AS]]

    def sureness(found: tuple[TopicGuess, ...]) -> float:
        return next((guess.probability for guess in found if guess.topic == topic), 0.0)

    scored = zip(said, guesses(choosing.in_use(), reader, said), strict=True)
    return max(scored, key=lambda one: sureness(one[1]))[0]


def refusals(word: Word, reference: Reference, book: Wordbook) -> Iterator[str]:
    """Why a word cannot be added, in Chinese; nothing where it can."""
    say = normalise(word.say)
    known = {
        Kind.TOPIC: set(reference.topics),
        Kind.REGION: set(reference.regions),
        Kind.SERIES: set(reference.series),
    }
    if word.value not in known[word.kind]:
        yield "请选它说的是哪个事项、地区或系列"
    if say != say.strip() or not any(sign.isalnum() for sign in say):
        yield "说法里要有字，前后不要空格"
    if any(mask in say for mask in MASKS.values()) or "〔" in say:
        yield "“某地”“某系列”是系统自己用的写法，请换一个说法"
    mentions = [one for one in build_gazetteer(reference).find(say) if not one.weak]
    if mentions and (word.kind is not Kind.TOPIC or (mentions[0].start, mentions[-1].end) == (0, len(say))):
        yield f"“{mentions[0].surface}”已经认得，说的是{mentions[0].value}"
    if any(normalise(one.say) == say and (one.kind, one.value) == (word.kind, word.value) for one in book.words):
        yield "这个说法已经有了"
