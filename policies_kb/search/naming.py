"""Filters as people name them: a place by its everyday name, a path by its name, a round as records write it."""

from __future__ import annotations

from pydantic import ValidationError

from policies_kb.model.rounds import Round
from policies_kb.reference import Reference

from .folding import fold
from .model import Filters, UnknownFilter

ALL_ROUNDS = "all"


def named_filters(reference: Reference, place: str = "", series: str = "", path: str = "", round: str = "") -> Filters:
    """The filters; an empty name is none, and the round ``all`` is whatever is on file. Raises UnknownFilter."""
    every = round == ALL_ROUNDS
    return Filters(
        place=_place(reference, place) if place else None,
        series=_series(reference, series) if series else None,
        path=_path(reference, path) if path else None,
        round=_round(round) if round and not every else None,
        all_rounds=every,
    )


def _place(reference: Reference, name: str) -> str:
    for region in reference.regions.values():
        if fold(name) in map(fold, (region.name, region.short, *region.aliases)):
            return region.name
    raise UnknownFilter("place", name, tuple(region.short for region in reference.regions.values()))


def _series(reference: Reference, name: str) -> str:
    for series in reference.series.values():
        if name in (series.name, *series.says):
            return series.name
    raise UnknownFilter("series", name, tuple(reference.series))


def _path(reference: Reference, name: str) -> str:
    for path in reference.paths.values():
        if name in (path.id, path.name, path.target):
            return path.id
    raise UnknownFilter("path", name, tuple(reference.paths))


def _round(written: str) -> Round:
    try:
        return Round.model_validate(written.removesuffix("度"))
    except ValidationError as error:
        raise UnknownFilter("round", written, ()) from error
