"""A beginning that is told by another's: 「比我晚来一个月」 is a month after the day on which the speaker began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ..anniversaries import months_after
from ..periods import moved
from .tell import Told

TIMES = frozenset({"years", "years_least", "years_most", "work_start", "work_period"})  # ways of telling the same


def beside(told: Told, known: Mapping[str, Any]) -> Told:
    """What is told, with the day, the span or the years that follow from those in ``known``."""
    if told.apart is None or TIMES & told.values.keys():
        return told
    months = round(told.apart * 12)
    if start := known.get("work_start"):
        time = {"work_start": months_after(date.fromisoformat(start), months).isoformat()}
    elif period := known.get("work_period"):
        time = {"work_period": moved(period, months)}
    elif (years := known.get("years")) is not None:
        time = {"years": max(round(years - told.apart, 3), 0.0)}
    else:
        return told
    return replace(told, values={**told.values, **time})
