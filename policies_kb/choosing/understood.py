"""A whole message as the chooser sees it: the message and each of its parts, guessed in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policies_kb.model.question import Belonging, Part, Scope, TopicGuess
from policies_kb.reading import Reader, Reading, pieces

from .chooser import Chooser, Chosen
from .gate import Circumstance

LONGEST = 400  # characters of a text that are looked at


@dataclass(frozen=True)
class Understood:
    """What the message as a whole is about, and each part (``pieces`` of them at the end) with its text."""

    whole: Chosen
    parts: tuple[tuple[str, Chosen], ...]
    pieces: int


def understand(chooser: Chooser, reader: Reader, reading: Reading) -> Understood:
    """Guesses the message and its parts."""
    cut = [piece for sentence in reading.parts for piece in pieces(sentence)]
    texts = [*reading.parts, *cut]
    whole, *parts = chooser.choose([reader.mask(reading.text[:LONGEST]), *_masked(reader, texts)])
    return Understood(whole, tuple(zip(texts, parts, strict=True)), len(cut))


def guesses(chooser: Chooser | None, reader: Reader, texts: Sequence[str]) -> list[tuple[TopicGuess, ...]]:
    """The topics that each text may be about, likeliest first; nothing where there is no trained model."""
    if chooser is None or not texts:
        return [() for _ in texts]
    return [chosen.guesses for chosen in chooser.choose(_masked(reader, texts))]


def circumstance(named: Scope, known: Scope, topics: Sequence[str] = ()) -> Circumstance:
    """What speaks for a message besides its words: what it names, what was known before it, what was asked before."""
    if named.regions or named.series or named.all_notices:
        return Circumstance.NAMED
    return Circumstance.GOING_ON if known.regions or known.series or topics else Circumstance.BARE


def belonging(chooser: Chooser | None, ours: float | None, by: Circumstance) -> Belonging:
    """Whether a text is for us; everything is where there is no trained model."""
    return Belonging.OURS if chooser is None or ours is None else chooser.verdict(ours, by)


def parts_of(understood: Understood, chooser: Chooser, by: Circumstance) -> tuple[Part, ...]:
    """The parts of the question."""
    first_piece = len(understood.parts) - understood.pieces
    return tuple(
        Part(text, chosen.guesses, index >= first_piece, chooser.verdict(chosen.ours, by) is Belonging.FOREIGN)
        for index, (text, chosen) in enumerate(understood.parts)
    )


def _masked(reader: Reader, texts: Sequence[str]) -> list[str]:
    # 「下一批什么时候」 is a question by its words; what it asks about is left when the round is settled
    return [reader.mask(reader.without_rounds(text[:LONGEST])) for text in texts]
