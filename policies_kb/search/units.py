"""What a query is made of, once it is read."""

from __future__ import annotations

from dataclasses import dataclass

from policies_kb.model.rounds import Wish

from .expression import Expression, Holds, any_of


@dataclass(frozen=True)
class Reading:
    """One way to read what was typed: a folded word, and how sure it is that it was meant (1 as it stands)."""

    word: str
    weight: float = 1.0


@dataclass(frozen=True)
class Unit:
    """One thing that was typed, by its readings. ``asked``: an entry should hold it; else it only weighs.

    ``entries``: in how many entries the commonest reading is.
    """

    typed: str
    readings: tuple[Reading, ...]
    entries: int
    asked: bool = True

    @property
    def expression(self) -> Expression:
        """What an entry that holds one of the readings must have: every word of the entries is a token of theirs."""
        return any_of(Holds(reading.word) for reading in self.readings)


@dataclass(frozen=True)
class Query:
    """A query as it is understood.

    ``regions`` and ``rounds``: named in it, to be filtered by. ``corrected``: what was typed and what it was taken for.
    """

    text: str
    units: tuple[Unit, ...] = ()
    regions: tuple[str, ...] = ()
    rounds: tuple[Wish, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
