"""What must be reached, group by group: read, compared, raised. Floors never go down."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import yaml

from evaluation.measures import ALL, Measures

Floors = dict[str, dict[str, float]]
MORE: Final = ("right", "cited")  # the more, the better
LESS: Final = ("wrong", "false_answers", "refused", "first_bubble", "reply")  # the less, the better
# group → what is held to a floor in it; any other group: right, cited, wrong
HELD: Final[Mapping[str, tuple[str, ...]]] = {
    "foreign": ("false_answers",),
    "foreign elsewhere": ("false_answers",),
    ALL: ("refused", "first_bubble", "reply"),
}
DEFAULT: Final = ("right", "cited", "wrong")
OPTIONAL: Final = frozenset({"foreign elsewhere"})  # cases that are not in the repository
DIGITS: Final = 4


def reached(table: Mapping[str, Measures]) -> Floors:
    """The figures that floors hold, of every whole group."""
    return {
        group: {name: value for name in HELD.get(group, DEFAULT) if (value := getattr(measures, name)) is not None}
        for group, measures in table.items()
        if " / " not in group
    }


def breaches(floors: Floors, figures: Floors) -> list[str]:
    """One line for each figure that is worse than its floor; a group that was not judged is a breach."""
    lines = []
    for group, floor in floors.items():
        if group not in figures:
            lines += [] if group in OPTIONAL else [f"{group}: no case was judged"]
            continue
        for name, limit in floor.items():
            value = figures[group].get(name)
            if value is None:
                lines.append(f"{group}: {name} cannot be said")
            elif name in MORE and value < limit:
                lines.append(f"{group}: {name} {value:.4g} is under its floor {limit:g}")
            elif name in LESS and value > limit:
                lines.append(f"{group}: {name} {value:.4g} is over its limit {limit:g}")
    return lines


def raised(floors: Floors, figures: Floors) -> Floors:
    """The better of floor and figure, for every group in either; rounded so that the same run passes."""
    result: Floors = {}
    for group in {**floors, **figures}:
        old, new = floors.get(group, {}), figures.get(group, {})
        result[group] = {name: _better(name, old.get(name), new.get(name)) for name in {**old, **new}}
    return result


def _better(name: str, old: float | None, new: float | None) -> float:
    scale = 10**DIGITS
    if new is not None:
        new = (math.floor if name in MORE else math.ceil)(new * scale) / scale
    values = [value for value in (old, new) if value is not None]
    return max(values) if name in MORE else min(values)


def read(path: Path) -> Floors:
    """The floors of a file."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.exists() else {}


def write(path: Path, floors: Floors) -> None:
    """Writes the floors, keeping the comment at the head of the file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    head = [line for line in lines if line.startswith("#")]
    body = yaml.safe_dump(dict(floors), allow_unicode=True, sort_keys=False)
    path.write_text("\n".join([*head, body]), encoding="utf-8")
