"""One section of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluation.reports.charts import Chart, matrix
from evaluation.reports.page import Part

OTHERS = "别的"


@dataclass(frozen=True)
class Section:
    """``cases``: for a person to read one by one, by kind. ``parts``: what its page shows, made only for that;
    ``figures``: what is kept, to be drawn over the runs, each a share."""

    title: str
    lines: Sequence[str]
    cases: dict[str, Any] = field(default_factory=dict)
    parts: Callable[[], Sequence[Part]] = tuple
    figures: Mapping[str, float] = field(default_factory=dict)


def confusion(pairs: Counter[tuple[str, str]]) -> list[str]:
    """A table of expected (rows) by found (columns)."""
    columns = sorted({found for _, found in pairs})
    lines = ["expected \\ found".ljust(20) + "".join(column.rjust(14) for column in columns)]
    for row in sorted({expected for expected, _ in pairs}):
        lines.append(row.ljust(20) + "".join(str(pairs[row, column]).rjust(14) for column in columns))
    return lines


def confusion_chart(title: str, pairs: Counter[tuple[str, str]], note: str = "", most: int = 0) -> Chart:
    """Expected (rows) by found (columns); a cell's shade is its share of the row. ``most``: only so many rows, those
    with the most that went astray, and the rest of their columns as one."""
    rows = sorted({expected for expected, _ in pairs})
    if most and len(rows) > most:
        astray: Counter[str] = Counter()
        for (expected, found), count in pairs.items():
            astray[expected] += count if found != expected else 0
        rows = [row for row, _ in astray.most_common(most)]
    columns = [*rows, *sorted({found for _, found in pairs} - set(rows))] if not most else [*rows, OTHERS]
    counts = [[0 for _ in columns] for _ in rows]
    for (expected, found), count in pairs.items():
        if expected in rows:
            counts[rows.index(expected)][columns.index(found if found in columns else OTHERS)] += count
    shade = [[count / (sum(row) or 1) for count in row] for row in counts]
    written = [[str(count or "") for count in row] for row in counts]
    return matrix(title, rows, columns, shade, written, note)
