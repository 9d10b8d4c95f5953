"""Letters that were typed: pinyin, initials, a place, or the beginning of one of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from policies_kb.reference import Reference

from .sounds import plain_sound, sound_of
from .units import Reading, Unit
from .vocabulary import Known, Vocabulary

LONGEST = 24  # letters of one piece
PIECE = 2  # letters from which a piece can be anything


@dataclass(frozen=True)
class Spelt:
    """What letters mean: places, and words."""

    regions: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()


@lru_cache(maxsize=4)
def places_by_letters(reference: Reference, covered: frozenset[str]) -> dict[str, str]:
    """Initials and sound of the everyday name of every place that a notice covers; what two share means neither."""
    found: dict[str, set[str]] = {}
    for name in sorted(covered):
        for letters in dict.fromkeys(sound_of(reference.regions[name].short)):
            found.setdefault(letters, set()).add(name)
    return {letters: min(names) for letters, names in found.items() if len(names) == 1}


def spelt(run: str, places: dict[str, str], vocabulary: Vocabulary, *, last: bool) -> Spelt:
    """Reads a run of letters as the fewest pieces that mean something; ``last``: it may be typed on.

    A place is a place: its letters never mean a word as well, so that what narrows can be foreseen.
    """
    run = run[:LONGEST]
    spans = [(at, end) for at in range(len(run)) for end in range(at + PIECE, len(run) + 1)]
    pieces = {run[at:end] for at, end in spans}
    known = vocabulary.sounding({plain_sound(piece) for piece in pieces}, pieces)
    by_letters: dict[str, list[Known]] = {}
    for piece in pieces:
        heard = [word for word in known if word.sound == plain_sound(piece)]
        if found := heard or [word for word in known if word.initials == piece]:
            by_letters[piece] = found
    chosen = _fewest(run, by_letters, places)
    if chosen is None:
        return _begun(run, by_letters, places, vocabulary) if last else Spelt()
    return _spelt(chosen, by_letters, places)


def _begun(run: str, by_letters: dict[str, list[Known]], places: dict[str, str], vocabulary: Vocabulary) -> Spelt:
    """What is whole at the front, and what the rest may become."""
    for cut in range(len(run)):
        front = _fewest(run[:cut], by_letters, places)
        rest = run[cut:]
        begun = vocabulary.beginning(plain_sound(rest)) if front is not None else []
        if front is not None and begun:
            before = _spelt(front, by_letters, places)
            return Spelt(before.regions, (*before.units, _unit(rest, begun)))
    return Spelt()


def _fewest(run: str, words: dict[str, list[Known]], places: dict[str, str]) -> list[str] | None:
    """The run cut into the fewest pieces that mean something, the longest first; None where it cannot be."""
    best: list[list[str] | None] = [[]] + [None] * len(run)
    for end in range(1, len(run) + 1):
        for at in range(end):
            before, piece = best[at], run[at:end]
            if before is None or not (piece in places or piece in words):
                continue
            now = best[end]
            if now is None or len(before) + 1 < len(now):
                best[end] = [*before, piece]
    return best[len(run)]


def _spelt(pieces: Sequence[str], words: dict[str, list[Known]], places: dict[str, str]) -> Spelt:
    regions = tuple(dict.fromkeys(places[piece] for piece in pieces if piece in places))
    return Spelt(regions, tuple(_unit(piece, words[piece]) for piece in pieces if piece not in places))


def _unit(typed: str, known: Sequence[Known]) -> Unit:
    """The commonest words that are spelt so; each weighs as much as its share of what they occur, the first fully."""
    known = known[:8]
    most = known[0].entries
    readings = tuple(Reading(word.word, 0.5 + 0.5 * word.entries / most) for word in known)
    return Unit(typed, readings, most)
