"""The page of `make load`: latency, its course, and latency against talkers over every run made here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from evaluation.reports.charts import lines
from evaluation.reports.history import KEPT, Run, keep, runs
from evaluation.reports.page import Page, Part, Table
from evaluation.run import state_of_code

from .measured import Measured

COLUMNS = ("装法", "同时在线", "句/秒", "p50", "p95", "p99", "错", "CPU/句", "数据库 CPU/句", "内存/进程", "存储/句")
REPORT, PEOPLE = "load", "同时在线"


def remember(measured: Sequence[Measured], path: Path = KEPT) -> None:
    """Keeps the runs, one for each profile."""
    at, code = datetime.now().astimezone(), state_of_code()
    for one in measured:
        figures = {PEOPLE: float(one.people), "p50": one.p50, "p95": one.p95, "句/秒": one.turns_a_second}
        name = f"{at.isoformat()} {one.profile}"
        keep(Run(report=f"{REPORT} {one.profile}", name=name, at=at, code=code, figures=figures), path)


def page(measured: Sequence[Measured], history: Path = KEPT) -> Page:
    """The page of this run, with those before it for latency against talkers."""
    parts: list[Part] = [
        Table("量到的", COLUMNS, [_row(one) for one in measured], "时延和 CPU 是毫秒"),
        lines(
            "时延：百分之几的回答不超过",
            {one.profile: one.curve for one in measured if one.curve},
            across="百分之几",
            up="毫秒",
        ),
    ]
    for one in measured:
        if not one.course:
            continue
        moments = {"p50": [(m.second, m.p50) for m in one.course], "p95": [(m.second, m.p95) for m in one.course]}
        going = {
            PEOPLE: [(m.second, m.people) for m in one.course],
            "句/秒": [(m.second, m.turns_a_second) for m in one.course],
        }
        parts.append(lines(f"{one.profile}：时延的经过", moments, across="秒", up="毫秒"))
        parts.append(lines(f"{one.profile}：多少人在问，每秒几句", going, across="秒"))
    against = {
        f"{one.profile} {figure}": sorted(
            (run.figures[PEOPLE], run.figures[figure]) for run in runs(f"{REPORT} {one.profile}", history)
        )
        for one in measured
        for figure in ("p50", "p95")
    }
    parts.append(lines("时延和同时在线的人数", against, across=PEOPLE, up="毫秒", note="这台机器上历次 make load"))
    lead = [f"{one.profile}：{one.people} 人，{one.turns} 句，没有答好的 {one.errors} 句。" for one in measured]
    return Page("多少人同时问", "make load", parts, lead, state_of_code())


def _row(one: Measured) -> tuple[str, ...]:
    times = (f"{one.p50:.0f}", f"{one.p95:.0f}", f"{one.p99:.0f}", f"{one.errors}/{one.turns}")
    costs = (f"{one.cpu_ms:.1f}", f"{one.database_cpu_ms:.1f}", f"{one.memory:.0f} MB", f"{one.kb_a_turn:.1f} KB")
    return one.profile, str(one.people), f"{one.turns_a_second:.1f}", *times, *costs
