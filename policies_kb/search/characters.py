"""Chinese that was typed: words of the entries, or what sounds like one, or nearly is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

from policies_kb.vocabulary.dictionary import cut, is_word

from .sounds import sound_of
from .units import Reading, Unit
from .vocabulary import Known, Vocabulary

LONGEST = 6  # characters of a word that is looked for by its sound
HEARD = 0.9  # how sure a word is that only sounds as it was typed
ALIKE = 0.7  # … that differs in one character


@dataclass(frozen=True)
class Piece:
    """A word of a run as jieba cuts it. ``known``: the entries have it."""

    text: str
    known: bool


def candidates(run: str) -> set[str]:
    """Every token that reading a run may ask about."""
    spans = (run[at:end] for at in range(len(run)) for end in range(at + 1, min(at + LONGEST, len(run)) + 1))
    return {*spans, *cut(run)}


def single(run: str) -> list[str]:
    """The words of a run that are one character; a character within a longer word is none."""
    return [word for word in cut(run) if len(word) == 1]


def read_run(run: str, counts: Mapping[str, int], vocabulary: Vocabulary) -> Iterator[Unit]:
    """The units of a run; what nothing can be made of is left out."""
    doubtful: list[str] = []
    for piece in [*(_pieces(run, counts)), Piece("", True)]:
        if not piece.known:
            doubtful.append(piece.text)
            continue
        if doubtful:
            yield from _mended(doubtful, counts, vocabulary)
            doubtful = []
        if piece.text:
            yield unit(piece.text, counts)


def unit(word: str, counts: Mapping[str, int]) -> Unit:
    """A word that the entries have."""
    return Unit(word, (Reading(word),), counts[word])


def _pieces(run: str, counts: Mapping[str, int]) -> Iterator[Piece]:
    """Single characters are doubtful: alone they tell nothing, and a mistyped word falls apart into them."""
    for word in cut(run):
        yield Piece(word, len(word) > 1 and word in counts)


def _mended(pieces: list[str], counts: Mapping[str, int], vocabulary: Vocabulary) -> Iterator[Unit]:
    """Words in a doubtful stretch: written in it, sounding like it, one character off; in this order, longest first.

    Only whole pieces are taken for something else: inside a word of the language nothing was mistyped.
    """
    text = "".join(pieces)
    cuts = {0, *accumulate(map(len, pieces))}
    ends = {at: list(range(at + 2, min(at + LONGEST, len(text)) + 1)) for at in range(len(text))}
    spans = {text[at:end] for at in cuts & ends.keys() for end in ends[at] if end in cuts}
    heard: dict[str, list[Known]] = {}
    for known in vocabulary.sounding({sound_of(span)[0] for span in spans}):
        for span in spans:
            if len(span) == len(known.word) and sound_of(span)[0] == known.sound:
                heard.setdefault(span, []).append(known)
    at = 0
    while at < len(text):
        for end in reversed(ends[at]):
            span = text[at:end]
            if span in counts:
                yield unit(span, counts)
            elif not {at, end} <= cuts:
                continue
            elif span in heard:
                yield _unit(span, heard[span], HEARD)
            elif near := _one_off(span, vocabulary):
                yield _unit(span, near, ALIKE)
            else:
                continue
            at = end
            break
        else:
            at += 1


def _one_off(span: str, vocabulary: Vocabulary) -> list[Known]:
    """The words that differ from it in one character; of two characters, only those that nearly sound the same.

    What is a word of the language is no slip of another: nothing is made of it.
    """
    if len(span) > 4 or is_word(span):
        return []
    found = [k for k in vocabulary.sharing((span[0], span[-1]), len(span)) if Levenshtein.distance(span, k.word) == 1]
    if len(span) == 2:
        sound, initials = sound_of(span)
        found = [k for k in found if k.initials == initials and Levenshtein.distance(sound, k.sound) == 1]
    return found


def _unit(typed: str, known: Iterable[Known], weight: float) -> Unit:
    found = list(known)[:8]
    return Unit(typed, tuple(Reading(word.word, weight) for word in found), found[0].entries)
