"""Reads a query: the place and the round that it names, and the words that entries should hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from policies_kb.reading import Reader
from policies_kb.reference import Reference

from .characters import candidates, read_run, single, unit
from .folding import FIGURED, RUNS, fold, is_han
from .letters import places_by_letters, spelt
from .tokens import LATIN
from .units import Query, Reading, Unit
from .vocabulary import Vocabulary

CHARACTERS = 80  # of a query that are read: nobody types more to find a clause
UNITS = 12


class QueryReader:
    """Reads queries with the places and words of one release."""

    def __init__(self, reader: Reader, reference: Reference, covered: Collection[str]) -> None:
        self._reader, self._reference = reader, reference
        self._places = places_by_letters(reference, frozenset(covered))

    def read(self, text: str, day: date, vocabulary: Vocabulary) -> Query:
        """The query as it is understood; nothing is asked of an empty one."""
        reading = self._reader.read(text[:CHARACTERS])
        scope = reading.scope_on(day)
        regions = list(scope.regions)
        settled = [m for m in reading.mentions if m.entity == "region" and m.value in regions]
        spans = [(m.start, m.end) for m in settled] + [(m.start, m.end) for m in reading.rounds]
        rest = _without(fold(reading.text), spans)
        runs = RUNS.findall(rest)
        figured = FIGURED.findall(rest)
        asked = {t for run in runs for t in (candidates(run) if is_han(run) else {run[:LATIN]})} | set(figured)
        counts = vocabulary.counts(asked)
        units: list[Unit] = [unit(word, counts) for word in figured if word in counts]
        for number, run in enumerate(runs):
            last = number == len(runs) - 1 and rest.endswith(run)
            if is_han(run):
                units += read_run(run, counts, vocabulary)
            elif run[:LATIN] in counts:
                units.append(unit(run[:LATIN], counts))
            elif run.isalpha():
                found = spelt(run, self._places, vocabulary, last=last)
                regions += found.regions
                units += found.units
            elif last and (begun := vocabulary.beginning(run)):
                units.append(Unit(run, tuple(Reading(known.word) for known in begun), begun[0].entries))
        if not units:  # single characters count where there is nothing else
            units = [unit(word, counts) for run in runs if is_han(run) for word in single(run) if word in counts]
        units = list(dict.fromkeys(units))[:UNITS]
        named = tuple(dict.fromkeys(regions))
        units += [self._place(name, vocabulary) for name in named]
        return Query(reading.text, tuple(units), named, scope.rounds, _corrected(units))

    def _place(self, name: str, vocabulary: Vocabulary) -> Unit:
        """A place as it weighs: a notice of its own comes before one that covers it among others."""
        region = self._reference.regions[name]
        words = tuple(dict.fromkeys(fold(word) for word in (region.short, region.name)))
        count = max(vocabulary.counts(words).values(), default=0)
        return Unit(region.short, tuple(map(Reading, words)), count, asked=False)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with these stretches blank."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _corrected(units: list[Unit]) -> tuple[tuple[str, str], ...]:
    """What was typed otherwise than it is read; letters are readings, not corrections."""
    return tuple(
        (unit.typed, unit.readings[0].word)
        for unit in units
        if unit.asked and not unit.typed.isascii() and unit.typed != unit.readings[0].word
    )
