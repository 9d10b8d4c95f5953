"""What is wrong with a record, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One defect. ``line`` is 1-based in ``file``; ``field`` is the path inside the record."""

    file: str
    line: int
    field: str
    problem: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.problem} → {self.mend}"


class RecordError(ValueError):
    """A record that cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))
