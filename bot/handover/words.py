"""What is said to a person who asked for a person (words.yml)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.reading.days import WEEKDAYS
from policies_kb.today import in_beijing

FILE = Path(__file__).with_name("words.yml")
_BETWEEN = re.compile(r"[\s,，。.!！?？、;；:：~…“”\"'()（）]+")


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return table


def words(name: str, **values: object) -> str:
    """The sentence of that name, its placeholders filled."""
    return str(_table()[name]).format_map(values)


def leaves(text: str, *, claimed: bool) -> bool:
    """Whether the whole message ends the hand-over; once claimed, words that else belong to the assistant do, too."""
    plain = _BETWEEN.sub("", text)
    return plain in _table()["leave"] or (claimed and plain in _table()["leave_clerk"])


def promise(due_at: float | None, now: float) -> str:
    """「最晚今天16:30前」; without a moment where none can be told."""
    return words("due_unknown") if due_at is None else words("due", moment=moment(due_at, now))


def moment(at: float, now: float) -> str:
    """「今天16:30」, or with its day."""
    when, today = in_beijing(at), in_beijing(now).date()
    clock = when.strftime("%H:%M")
    if when.date() == today:
        return f"今天{clock}"
    year = f"{when.year}年" if when.year != today.year else ""
    return f"{year}{when.month}月{when.day}日（周{WEEKDAYS[when.weekday()]}）{clock}"
