"""Says the overview in Chinese: one sentence first, then the lines, or counts where there are many."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.eligibility.values import moment

from .overview import Line, Overview
from .state import Standing

WORDS = Path(__file__).with_name("words.yml")


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The words of words.yml."""
    return dict(yaml.safe_load(WORDS.read_text(encoding="utf-8")))


def lead(found: Overview) -> str:
    """The one sentence on what is open; while nothing is, it says what to do next."""
    running, upcoming, waiting = len(found.running), len(found.upcoming), len(found.waiting)
    if not found.lines:
        kind = "empty"
    elif running:
        kind = "running_and_upcoming" if upcoming else "running"
    elif upcoming:
        kind = "upcoming"
    else:
        kind = "waiting" if waiting else "none"
    counts = {"running": running, "upcoming": upcoming, "waiting": waiting, "all": len(found.lines)}
    return str(words()["lead"][kind]).format(year=found.day.year, **counts)


def brief(found: Overview) -> str:
    """What is open in a few words, where there is room for one line only."""
    table = words()["brief"]
    parts = [table["running"].format(running=len(found.running))] if found.running else []
    parts += [table["upcoming"].format(upcoming=len(found.upcoming))] if found.upcoming else []
    return "，".join(parts) or str(table["none"])


def state_words(standing: Standing) -> str:
    """How the application of one notice stands: its days, and the days left."""
    said = str(words()["states"][standing.state.value]).format(
        start=moment(standing.start), end=moment(standing.end), left=standing.days_left
    )
    return said + str(words()["tentative"]) if standing.fact is not None and standing.fact.tentative else said


def line_words(line: Line, year: int) -> str:
    """How a line stands: its days, the days left, and where this year's notice is still to come."""
    said = state_words(line.standing)
    return f"{said}，{words()['waits'].format(year=year)}" if line.waits else said


def told(found: Overview) -> str:
    """The overview as a message: the sentence, the lines with their phones, counts by place where there are many."""
    table = words()
    shown = found.first(table["most_lines"])
    lines = [lead(found), *(_line(line, found.day.year) for line in shown)]
    if len(shown) < len(found.lines):
        listed = len(found.running) + len(found.upcoming)
        if listed > len(shown):
            lines.append(table["further"].format(count=listed - len(shown)))
        lines += [
            table["area"].format(name=area.name, running=area.running, upcoming=area.upcoming, rest=area.rest)
            for area in found.areas
        ]
    return "\n".join([*lines, table["ask"]] if found.lines else lines)


def _line(line: Line, year: int) -> str:
    phones = "、".join(line.phones[: words()["most_phones"]])
    return str(words()["line"]).format(
        whom=line.whom, name=line.name, round=line.round, state=line_words(line, year), phones=phones
    )
