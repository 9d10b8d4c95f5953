"""The figures of earlier runs: one JSON line a run, kept beside what else this machine has measured."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from .charts import Chart, lines, matrix

KEPT = Path("var/reports/history.jsonl")
SHOWN = 20  # runs in a chart, the newest
STEEP = 4  # the power of a share that shades its cell: between 80 % and 100 % the eye has to see a difference
TOGETHER = 8  # curves in one chart


class HistoryUnreadable(RuntimeError):
    """A line of the file is no run; the message says which, and what to do."""


class Run(BaseModel):
    """``report``: what was measured; ``name``: this run of it, judged again under the same name; ``code``: the commit;
    ``release``: of the knowledge base, None where it was not asked."""

    report: str
    name: str
    at: datetime
    code: str = ""
    release: int | None = None
    figures: dict[str, float]

    @property
    def label(self) -> str:
        """As a chart names it."""
        release = "" if self.release is None else f" 第{self.release}号"
        return f"{self.at:%m-%d %H:%M} {self.code}{release}".strip()


def keep(run: Run, path: Path = KEPT) -> None:
    """Adds one run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        out.write(json.dumps(run.model_dump(mode="json"), ensure_ascii=False) + "\n")


def runs(report: str, path: Path = KEPT) -> list[Run]:
    """The runs of one report, oldest first; of those with one name the last."""
    if not path.is_file():
        return []
    found: dict[str, Run] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            run = Run.model_validate_json(line)
        except ValidationError as error:
            raise HistoryUnreadable(f"{path} 第 {number} 行读不懂，删掉这一行再来") from error
        if run.report == report:
            found.pop(run.name, None)
            found[run.name] = run
    return sorted(found.values(), key=lambda run: run.at)


def over_time(
    title: str, found: Sequence[Run], names: Mapping[str, str], *, share: bool = False, apart: bool = False
) -> list[Chart]:
    """Figures as curves over the runs, a few in a chart; ``names``: figure → its name there. ``apart``: of unlike
    scales, so that each has a chart of its own."""
    shown = found[-SHOWN:]
    ticks = {float(at): run.label for at, run in enumerate(shown)}
    curves = {
        told: [(float(at), run.figures[name]) for at, run in enumerate(shown) if name in run.figures]
        for name, told in names.items()
    }
    drawn = [name for name, points in curves.items() if points]
    size = 1 if apart else TOGETHER
    groups = [drawn[at : at + size] for at in range(0, len(drawn), size)]
    titles = [
        title if len(groups) == 1 else f"{title}：{group[0] if apart else at}" for at, group in enumerate(groups, 1)
    ]
    return [
        lines(told, {key: curves[key] for key in group}, ticks=ticks, share=share)
        for told, group in zip(titles, groups, strict=True)
    ]


def by_kind(title: str, found: Sequence[Run], names: Sequence[str], note: str = "") -> Chart:
    """Shares as a table of cells: a row for each figure, a column for each run."""
    shown = found[-SHOWN:]
    values = [[run.figures.get(name) for run in shown] for name in names]
    written = [["" if value is None else f"{value * 100:.0f}" for value in row] for row in values]
    shade = [[None if value is None else value**STEEP for value in row] for row in values]
    return matrix(title, names, [run.label for run in shown], shade, written, note)
