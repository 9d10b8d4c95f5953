"""Degrees told one after the other: which the case holds, and by which it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policies_kb.eligibility.telling import Told
from policies_kb.model.facts import Education

LEVEL, MODE, OTHERS = "education", "study_mode", "other_degrees"
Degree = dict[str, str | None]
ORDER = [level.value for level in Education]  # lowest first


def known(held: Mapping[str, Any], before: list[Degree]) -> list[Degree]:
    """Every degree told so far, each with its way of study as far as that is told."""
    found = [dict(degree) for degree in held.get(OTHERS) or ()]
    if held.get(LEVEL):
        found.insert(0, {LEVEL: held[LEVEL], MODE: held.get(MODE)})
    return found + [degree for degree in before if degree[LEVEL] not in {each[LEVEL] for each in found}]


def with_degree(held: Mapping[str, Any], before: list[Degree], told: Told, *, corrects: bool) -> dict[str, Any]:
    """The fields of the degrees after another one is told; None for a way of study that has to be asked for.

    Without a word on the way of study it is never the one of another degree. ``before``: degrees told, whether the case
    is judged by them or not. ``corrects``: the level that was told is put right, and it is the same degree.
    """
    level, mode = told.values[LEVEL], told.values.get(MODE)
    if told.values.get(OTHERS) or not held.get(LEVEL):
        return {OTHERS: told.values.get(OTHERS)}
    if told.by_degree == level:
        return {MODE: mode or _way_of(level, before), OTHERS: None}  # judged by this one alone, as they ask
    same = level == held[LEVEL]
    if told.besides and not corrects and not (same and mode in (None, held.get(MODE))):
        return _together(held, {LEVEL: level, MODE: mode})
    if mode is None and not same and not corrects:
        return {MODE: _way_of(level, before), OTHERS: None}
    return {OTHERS: None}


def _way_of(level: str, degrees: list[Degree]) -> str | None:
    return next((degree[MODE] for degree in degrees if degree[LEVEL] == level), None)


def _together(held: Mapping[str, Any], new: Degree) -> dict[str, Any]:
    """The degree whose way of study is not told comes first, because it is asked for; else the highest."""
    degrees = [new, *known(held, [])]
    unsure = [degree for degree in degrees if degree[MODE] is None]
    first = max(unsure or degrees, key=lambda degree: ORDER.index(str(degree[LEVEL])))
    others = [degree for degree in degrees if degree is not first and degree[MODE]]
    return {LEVEL: first[LEVEL], MODE: first[MODE], OTHERS: others or None}
