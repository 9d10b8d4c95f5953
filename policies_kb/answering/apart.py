"""Which parts of a message are answered: its sentences, or their segments where two or more ask for themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from policies_kb.model.question import Part
from policies_kb.reading import ASKING, asks

from .asked import asks_if_late, kinds, surest

SURE = 0.5  # measured: segments that the classifier is as sure of as this, about two topics or more, ask apart
MATTERS = ("check_eligibility", "out_of_scope")  # intents that are questions, though no topics
MOST = 8  # parts answered; the rest is named


@dataclass(frozen=True)
class Parts:
    """``sure``: to be answered; ``unsure``: to be answered or named; ``apart``: by segments."""

    sure: tuple[Part, ...]
    unsure: tuple[Part, ...] = ()
    apart: bool = False


def parts_of(parts: Collection[Part], topics: Collection[str], names_scope: Callable[[str], bool]) -> Parts:
    """The parts to answer. ``topics``: those that the book knows; ``names_scope``: of a text that asks nothing more."""
    segments = [part for part in parts if part.segment and asks(part.text) and not names_scope(part.segment)]
    segments = [part for part in segments if not _talk(part, topics)]
    sure = [part for part in segments if _sure(part, topics)]
    sentences = [part for part in parts if not (part.segment or part.piece)]
    if not any(_asks_apart(sentence, segments, sure) for sentence in sentences):
        return Parts(tuple(part for part in parts if not part.segment))
    # a sentence in which nothing is sure by itself may be plain as a whole
    whole = [sentence for sentence in sentences if not any(part.segment in sentence.text for part in sure)]
    left = [p for p in segments if p not in sure and not any(p.segment in sentence.text for sentence in whole)]
    return Parts((*sure, *(part for part in whole if asks(part.text))), tuple(left), apart=True)


def _asks_apart(sentence: Part, segments: Collection[Part], sure: Collection[Part]) -> bool:
    """Whether two stretches of a sentence are sure of two topics, or one is and another asks for its own kind."""
    firsts = {_first(part) for part in sure if part.segment in sentence.text}
    if len(firsts) != 1:
        return len(firsts) > 1
    others = [part for part in segments if part not in sure and part.segment in sentence.text]
    # how a window stands does not say what becomes of somebody who is late
    return any(
        _asks_for_its_own(part.segment) and (_first(part) not in firsts or asks_if_late(part.segment))
        for part in others
    )


def _asks_for_its_own(text: str) -> bool:
    """Whether a stretch asks for a kind of answer, or requests or names something without a question word."""
    return bool(kinds().of(text)) or ASKING.search(text) is None


def _sure(part: Part, topics: Collection[str]) -> bool:
    first = surest(part)
    return first is not None and first.topic in topics and first.probability >= SURE


def _first(part: Part) -> str:
    first = surest(part)
    return first.topic if first else ""


def _talk(part: Part, topics: Collection[str]) -> bool:
    """Whether a stretch is most likely talk (「在不在」): what is neither a topic nor a matter of its own."""
    first = part.guesses[0] if part.guesses else None
    return first is not None and first.topic not in topics and first.topic not in MATTERS and first.probability >= SURE
