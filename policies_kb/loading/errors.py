"""What is wrong with a record, where, and how to mend it: in Chinese, for the official who keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
        return f"{self.file} 第{self.line}行 {self.field}：{self.problem} → {self.mend}"


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
        field = ".".join(map(str, location))
        self._places.add(location)
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
