"""A whole message as the chooser sees it: the message and each of its parts, guessed in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policies_kb.model.question import Belonging, Part, Scope, TopicGuess
from policies_kb.reading import Reader, Reading, Segment, asks, carry, pieces, segments
from policies_kb.reading.bounds import PIECES, SENTENCES
from policies_kb.reference import load_reference

from .chooser import Chooser, Chosen
from .gate import Circumstance

LONGEST = 400  # characters of a text that are looked at
SURE = 0.5  # probability from which a stretch with a subject needs none from before it


NOTHING_KNOWN = Chosen((), 0.0)


@dataclass(frozen=True)
class UnderstoodPart:
    """A part with what it is about; ``piece`` and ``segment`` as in ``Part``."""

    text: str
    chosen: Chosen
    piece: bool = False
    segment: str = ""


@dataclass(frozen=True)
class Understood:
    """What the message as a whole is about, and each part that may ask for itself."""

    whole: Chosen
    parts: tuple[UnderstoodPart, ...]


def understand(chooser: Chooser | None, reader: Reader, reading: Reading) -> Understood:
    """Guesses the message, its sentences, their pieces and the stretches that may ask for themselves.

    Without a trained model nothing is guessed, and the facts' own words decide alone.
    """
    sentences = at_most(SENTENCES, reading.parts)
    cut = at_most(PIECES, (piece for sentence in sentences for piece in pieces(sentence)))
    if chooser is None:
        listed = enumerate([*sentences, *cut])
        parts = (UnderstoodPart(text, NOTHING_KNOWN, index >= len(sentences)) for index, text in listed)
        return Understood(NOTHING_KNOWN, tuple(parts))
    finer = segments(reading.text)
    whole_texts = [*sentences, *cut]
    texts = [*whole_texts, *(segment.text for segment in finer), *(segment.carried for segment in finer)]
    whole, *chosen = chooser.choose([reader.mask(reading.text[:LONGEST]), *_masked(reader, texts)], reader.outline)
    stood = [
        UnderstoodPart(text, found, index >= len(sentences))
        for index, (text, found) in enumerate(zip(whole_texts, chosen, strict=False))
    ]
    alone, carried = chosen[len(whole_texts) :][: len(finer)], chosen[len(whole_texts) + len(finer) :]
    return Understood(whole, (*stood, *_each_surer(finer, alone, carried)))


def at_most(count: int, texts: Iterable[str]) -> list[str]:
    """The texts in their order, within a bound of work: of more than ``count`` each once, and those that ask first."""
    listed = list(texts)
    if len(listed) <= count:
        return listed
    once = list(dict.fromkeys(listed))
    kept = set(sorted(once, key=lambda text: not asks(text))[:count])
    return [text for text in once if text in kept]


def with_subjects(chooser: Chooser | None, reader: Reader, texts: Sequence[str]) -> list[str]:
    """The questions of one message, each with the subject before it where that makes its topic surer."""
    if chooser is None or not texts:
        return list(texts)
    found = carry(texts)
    both = [*(one.text for one in found), *(one.carried for one in found)]
    chosen = chooser.choose(_masked(reader, both), reader.outline)
    return [part.text for part in _each_surer(found, chosen[: len(found)], chosen[len(found) :])]


def _each_surer(
    segments: Sequence[Segment], alone: Sequence[Chosen], carried: Sequence[Chosen]
) -> list[UnderstoodPart]:
    """The segments in order, each as it stands or with what it lacks."""
    found: list[UnderstoodPart] = []
    for one in zip(segments, alone, carried, strict=True):
        found.append(_surer(*one, before=_topic(found[-1].chosen) if found else ""))
    return found


def _surer(segment: Segment, alone: Chosen, carried: Chosen, before: str) -> UnderstoodPart:
    """A segment as it is, or with what it lacks where that makes its topic surer; ``before``: that asked before.

    One that has a subject and is sure of its topic lacks nothing: another subject would only outvote it. Nor does one
    that is sure of its topic where the subject carried over only asks once more what was asked before it.
    """
    complete = _sureness(alone) >= SURE and (segment.own or (segment.named and _topic(carried) == before))
    if segment.carried and not complete and _sureness(carried) > _sureness(alone):
        return UnderstoodPart(segment.carried, carried, segment=segment.text)
    return UnderstoodPart(segment.text, alone, segment=segment.text)


def _topic(chosen: Chosen) -> str:
    return chosen.guesses[0].topic if chosen.guesses else ""


def _sureness(chosen: Chosen) -> float:
    first = chosen.guesses[0] if chosen.guesses else None
    return first.probability if first and first.topic in load_reference().topics else 0.0


def guesses(chooser: Chooser | None, reader: Reader, texts: Sequence[str]) -> list[tuple[TopicGuess, ...]]:
    """The topics that each text may be about, likeliest first; nothing where there is no trained model."""
    if chooser is None or not texts:
        return [() for _ in texts]
    return [chosen.guesses for chosen in chooser.choose(_masked(reader, texts), reader.outline)]


def circumstance(
    named: Scope, known: Scope, topics: Sequence[str] = (), contact_of: Scope | None = None
) -> Circumstance:
    """What speaks for a message besides its words: what it names, what was known before it, what was asked before.

    ``contact_of``: the scope of a notice whose contact it names.
    """
    if named.regions or named.series or named.all_notices or (contact_of or Scope()) != Scope():
        return Circumstance.NAMED
    return Circumstance.GOING_ON if known.regions or known.series or topics else Circumstance.BARE


def belonging(chooser: Chooser | None, ours: float | None, by: Circumstance) -> Belonging:
    """Whether a text is for us; everything is where there is no trained model."""
    return Belonging.OURS if chooser is None or ours is None else chooser.verdict(ours, by)


def parts_of(understood: Understood, chooser: Chooser | None, by: Circumstance) -> tuple[Part, ...]:
    """The parts of the question."""
    return tuple(
        Part(
            part.text,
            part.chosen.guesses,
            part.piece,
            belonging(chooser, part.chosen.ours, by) is Belonging.FOREIGN,
            part.segment,
        )
        for part in understood.parts
    )


def _masked(reader: Reader, texts: Sequence[str]) -> list[str]:
    # 「下一批什么时候」 is a question by its words; what it asks about is left when the round is settled
    return [reader.mask(reader.without_rounds(text[:LONGEST])) for text in texts]
