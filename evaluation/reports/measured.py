"""The page of a benchmark: its figures with their limits, its curves, and how each figure went over the runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evaluation.run import state_of_code

from .charts import Chart, percentiles
from .history import Run, keep, over_time, runs
from .page import Page, Part, Table, publish

FOLDER = Path("var/bench")


@dataclass(frozen=True)
class Figure:
    """One number. ``limit``: the most it should be, or the least where ``least``; None for no aim."""

    name: str
    value: float
    unit: str = ""
    limit: float | None = None
    least: bool = False

    @property
    def missed(self) -> bool:
        """Whether it misses its aim."""
        if self.limit is None:
            return False
        return self.value < self.limit if self.least else self.value > self.limit

    @property
    def row(self) -> tuple[str, str, str, str]:
        """As the table shows it."""
        aim = "" if self.limit is None else f"{'≥' if self.least else '≤'} {self.limit:g}"
        state = "" if self.limit is None else "没有达到" if self.missed else "达到"
        return self.name, f"{self.value:.4g} {self.unit}".strip(), aim, state


def tell(
    name: str,
    title: str,
    figures: Sequence[Figure],
    *,
    curves: Mapping[str, Mapping[str, Sequence[float]]] | None = None,
    charts: Callable[[], Sequence[Part]] = tuple,
    options: Sequence[str] | None = None,
    folder: Path = FOLDER,
    history: Path | None = None,
) -> Path:
    """Keeps the figures of one run (``<folder>/<name>.json`` and the history) and writes its page beside them.

    ``curves``: title → series → every value in milliseconds, drawn as percentiles; ``charts``: what else is drawn, made
    only when it can be; ``options``: as given to the benchmark (those of this process): runs with other ones cannot be
    compared. Returns the page's path.
    """
    at, code = datetime.now().astimezone(), state_of_code()
    report = " ".join(["bench", name, *(sys.argv[1:] if options is None else options)])
    numbers = {one.name: one.value for one in figures}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(numbers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    kept = {} if history is None else {"path": history}
    keep(Run(report=report, name=at.isoformat(), at=at, code=code, figures=numbers), **kept)
    page = folder / f"{name}.html"

    def make() -> Page:
        drawn: list[Chart] = [percentiles(told, series) for told, series in (curves or {}).items()]
        earlier = runs(report, **kept)
        names = {one.name: f"{one.name}{f'（{one.unit}）' if one.unit else ''}" for one in figures}
        trends = over_time("历次", earlier, names, apart=True) if len(earlier) > 1 else []
        table = Table("数字", ("", "量到", "目标", ""), [one.row for one in figures])
        return Page(title, f"assistant {report}", [table, *drawn, *charts(), *trends], _lead(figures), code, at)

    publish(make, page)
    return page


def _lead(figures: Sequence[Figure]) -> list[str]:
    aims = [one for one in figures if one.limit is not None]
    missed = [one.name for one in aims if one.missed]
    if not aims:
        return []
    return [
        f"{len(aims) - len(missed)}/{len(aims)} 项达到目标。" + (f"没有达到：{'、'.join(missed)}。" if missed else "")
    ]
