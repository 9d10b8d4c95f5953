"""The page of `make faults`: how long each fault lasted and was felt, what was lost, and the whole table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from evaluation.reports.charts import spans
from evaluation.reports.page import Page, Part, Table
from evaluation.run import state_of_code

from .drill import Fault
from .table import COLUMNS, Kept

FOUND, RECOVERED = COLUMNS.index("丢"), COLUMNS.index("恢复")
SECONDS = re.compile(r"([\d.]+) 秒")


def page(kept: Kept, faults: Mapping[str, Sequence[Fault]]) -> Page:
    """``faults``: profile → what is drilled on it, in order; what has not been drilled here is named."""
    parts: list[Part] = []
    lead = []
    for profile, drilled in faults.items():
        lines = kept.lines.get(profile, {})
        there = [fault for fault in drilled if fault.title in lines]
        if not there:
            lead.append(f"{profile}：还没有演练。")
            continue
        well = sum(lines[fault.title][0] for fault in there)
        harm = sum(int(cell) for fault in there for cell in lines[fault.title][1][FOUND : FOUND + 3])
        undone = len(drilled) - len(there)
        lead.append(
            f"{profile}：{well}/{len(there)} 项合格，丢、重、错共 {harm}"
            + (f"，{undone} 项没有演练。" if undone else "。")
        )
        times = {f.title: (f.lasts, _seconds(lines[f.title][1][RECOVERED]), lines[f.title][0]) for f in there}
        parts.append(
            spans(
                f"{profile}：故障多久，多久才恢复", times, "进程被杀的从被杀时算起；恢复是新来的人又能得到回答并被记住"
            )
        )
        parts.append(Table(f"{profile}：逐项", COLUMNS, [lines[fault.title][1] for fault in there]))
    return Page("故障演练", "make faults", parts, lead, state_of_code())


def _seconds(cell: str) -> float | None:
    found = SECONDS.fullmatch(cell)
    return float(found[1]) if found else None
