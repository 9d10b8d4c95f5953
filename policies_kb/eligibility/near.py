"""Series that a typed word may mean: typing errors, pinyin, initials. They are offered to choose from, never taken."""

from __future__ import annotations

from rapidfuzz import fuzz

from policies_kb.reference import Reference, Series
from policies_kb.search.sounds import plain_sound, sound_of

LEAST, MOST = 78, 4  # per cent of likeness; series offered
LEAST_INITIALS = 3  # letters: fewer are the initials of too many words


def near_series(text: str, reference: Reference) -> tuple[str, ...]:
    """The names of at most four series, the likest first; empty where nothing is like the word."""
    typed = text.strip().lower().removesuffix("系列")
    if not typed:
        return ()
    scored = {name: max(_like(typed, word) for word in _words(series)) for name, series in reference.series.items()}
    near = sorted((name for name, score in scored.items() if score >= LEAST), key=lambda name: -scored[name])
    return tuple(near[:MOST])


def _words(series: Series) -> tuple[str, ...]:
    specialties = (word for name, says in series.specialties.items() for word in (name, *says))
    return tuple(dict.fromkeys((series.name.removesuffix("系列"), *series.says, *series.weak, *specialties)))


def _like(typed: str, word: str) -> float:
    sound, initials = sound_of(word)
    letters = typed.replace(" ", "")
    if letters.isascii():
        if len(letters) >= LEAST_INITIALS and letters == initials:
            return 100
        return fuzz.ratio(plain_sound(letters), sound)
    same = len(typed) == len(word) and sound_of(typed)[0] == sound
    return 100 if same else fuzz.ratio(typed, word)
