"""How an applicant's values read in Chinese."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .periods import between


@dataclass(frozen=True)
class FieldText:
    """The words for one applicant field (fields.yml); ``options`` maps stored values to button titles.

    ``meaning`` explains the terms to somebody who does not know them, and where to look the answer up. ``question``,
    ``meaning`` and ``example`` may hold placeholders. ``earned``: what the person has come by (an education, years,
    assessments) and not where they belong. ``usual``: nearly everybody answers it in the way that stands
    in nobody's way, so that it is not asked for a "not yet". ``says``: words by which somebody speaks of it.
    """

    label: str
    question: str
    why: str
    meaning: str
    example: str
    options: dict[Any, str]
    earned: bool = False
    usual: bool = False
    says: tuple[str, ...] = ()

    def filled(self, words: Mapping[str, str]) -> FieldText:
        """The same with its placeholders filled."""
        return replace(
            self,
            question=self.question.format_map(words),
            meaning=self.meaning.format_map(words),
            example=self.example.format_map(words),
        )


@lru_cache(maxsize=1)
def fields() -> dict[str, FieldText]:
    """All fields in the order in which it is worth asking them, their placeholders open."""
    data = yaml.safe_load((Path(__file__).parent / "fields.yml").read_text(encoding="utf-8"))
    return {
        name: FieldText(
            entry["label"],
            entry["question"],
            entry["why"],
            entry["meaning"],
            entry.get("example", ""),
            dict(entry.get("options", {})),
            entry.get("earned", False),
            entry.get("usual", False),
            tuple(entry.get("says", ())),
        )
        for name, entry in data.items()
    }


def spoken_of(text: str) -> list[str]:
    """The fields that a text speaks of by name, without a value."""
    return [name for name, words in fields().items() if any(word in text for word in words.says)]


def label(field: str) -> str:
    """The field's name in a sentence; also of one that is only read and never asked for (derived.yml)."""
    return fields()[field].label if field in fields() else _derived()[field]


@lru_cache(maxsize=1)
def _derived() -> dict[str, str]:
    return dict(yaml.safe_load((Path(__file__).parent / "derived.yml").read_text(encoding="utf-8")))


def shown(field: str, value: Any) -> str:
    """A value as the person would say it; "" for an unknown one."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return "、".join(
            "".join(filter(None, item.values())) if isinstance(item, dict) else str(item) for item in value
        )
    if isinstance(value, float):
        years, months = divmod(int(value * 12 + 0.01), 12)  # never rounded up: 11.9 months are no year
        return f"{years}年" * bool(years or not months) + f"{months}个月" * bool(months)
    return fields()[field].options.get(value, str(value)) if field in fields() else str(value)


def span_between(start: date, end: date) -> str:
    """Whole months and days from one day to a later one: 10个月25天."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    days = (end - date(year, month + 1, min(start.day, last))).days
    years, rest = divmod(months, 12)
    return f"{years}年" * bool(years) + f"{rest}个月" * bool(rest) + f"{days}天" * bool(days)


def reached(first: date, last: date | None) -> str:
    """A day in words, or the month, the year or the months in which it lies where only the span is known."""
    return moment(first) if last is None or last == first else between(first, last)


def moment(when: datetime | date | None) -> str:
    """A day in words, with the time of day where there is one; "" for None."""
    if when is None:
        return ""
    day = f"{when.year}年{when.month}月{when.day}日"
    return f"{day}{when:%H:%M}" if isinstance(when, datetime) else day
