"""What is wrong with a record, where, and how to mend it: in Chinese, for the official who keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .yaml_lines import LinedYaml, Location

Note = Callable[[Location, str, str], None]


@dataclass(frozen=True)
class Problem:
    """One defect. ``line`` is 1-based in ``file``; ``field`` is the path inside the file."""

    file: str
    line: int
    field: str
    problem: str
    mend: str

    def __str__(self) -> str:
        field = f" {self.field}" if self.field else ""
        return f"{self.file} 第{self.line}行{field}：{self.problem} → {self.mend}"


class RecordError(ValueError):
    """A record that cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Notes:
    """Collects the problems of one file."""

    def __init__(self, file: str, lined: LinedYaml) -> None:
        self.file, self._lined = file, lined
        self.problems: list[Problem] = []
        self._places: set[Location] = set()

    def __call__(self, location: Location, problem: str, mend: str) -> None:
        """Notes a problem of the value at ``location``; the same of the same line (of an alias) is noted once."""
        self._places.add(location)
        field = _field(location, self._lined.data)
        found = Problem(self.file, self._lined.line(location), field, problem, mend)
        if all((known.line, known.problem) != (found.line, problem) for known in self.problems):
            self.problems.append(found)

    def within(self, location: Location) -> bool:
        """Whether something is noted at ``location`` or below it."""
        return any(place[: len(location)] == location for place in self._places)

    def raise_any(self) -> None:
        """Raises RecordError when anything was noted."""
        if self.problems:
            raise RecordError(self.problems)


def _field(location: Location, data: Any) -> str:
    """The path inside the file as its keeper counts: an entry by its id, else by its number from 1.

    ``facts[window.apply].quote``, ``boilerplate[3].why``.
    """
    said = ""
    for step in location:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
            name = data.get("id") if isinstance(data, dict) else None
            said += f"[{name or step + 1}]"
        elif isinstance(data, dict) and step not in data and step == data.get("kind"):
            continue  # the member of a union, which the text does not name
        else:
            data = data.get(step) if isinstance(data, dict) else None
            said += f".{step}" if said else step
    return said
