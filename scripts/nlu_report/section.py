"""One section of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Section:
    """``cases``: for a person to read one by one, by kind."""

    title: str
    lines: Sequence[str]
    cases: dict[str, Any] = field(default_factory=dict)


def confusion(pairs: Counter[tuple[str, str]]) -> list[str]:
    """A table of expected (rows) by found (columns)."""
    columns = sorted({found for _, found in pairs})
    lines = ["expected \\ found".ljust(20) + "".join(column.rjust(14) for column in columns)]
    for row in sorted({expected for expected, _ in pairs}):
        lines.append(row.ljust(20) + "".join(str(pairs[row, column]).rjust(14) for column in columns))
    return lines
