"""What a place needs, from what a turn was measured to cost and what is assumed about people (capacity.yml)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from .measured import Measured

ASSUMED: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("capacity.yml").read_text("utf-8"))
HEAD = Path(__file__).with_name("page_head.md").read_text("utf-8")
MB_A_GB, KB_A_GB = 1024, 1024**2


def page(measured: Sequence[Measured]) -> str:
    """docs/容量.md."""
    rows = [
        _row(
            ("装法", "同时在线", "句/秒", "p50", "p95", "p99", "错", "CPU/句", "数据库 CPU/句", "内存/进程", "存储/句")
        )
    ]
    rows.append(_row(["---"] * 11))
    for one in measured:
        times = (f"{one.p50:.0f} 毫秒", f"{one.p95:.0f} 毫秒", f"{one.p99:.0f} 毫秒", f"{one.errors}/{one.turns}")
        costs = (f"{one.cpu_ms:.1f} 毫秒", f"{one.database_cpu_ms:.1f} 毫秒", f"{one.memory:.0f} MB")
        start = (one.profile, str(one.people), f"{one.turns_a_second:.1f}")
        rows.append(_row((*start, *times, *costs, f"{one.kb_a_turn:.1f} KB")))
    dearest = max(measured, key=lambda one: one.cpu_ms + one.database_cpu_ms)
    needs = [
        _row(("", "可能来问的人", "最忙时每秒", "回答的进程(核)", "数据库(核)", "内存", "对话库")),
        _row(["---"] * 7),
    ]
    needs += [_row(_needs(place, dearest)) for place in ASSUMED["places"]]
    return HEAD.format(measured="\n".join(rows), needs="\n".join(needs), **ASSUMED)


def busiest(people: int) -> float:
    """Turns a second in the busiest ten minutes."""
    said = people * ASSUMED["asking"] * ASSUMED["turns"]
    return float(said / (ASSUMED["days"] * ASSUMED["hours"] * 3600) * ASSUMED["peak"])


def _needs(place: dict[str, Any], cost: Measured) -> list[str]:
    turns = busiest(place["people"])
    processes = max(1, math.ceil(turns * cost.cpu_ms / 1000 / ASSUMED["used"]))
    database = turns * cost.database_cpu_ms / 1000 / ASSUMED["used"]
    stored = place["people"] * ASSUMED["asking"] * ASSUMED["turns"] * cost.kb_a_turn / KB_A_GB
    shown = "1 个以内" if database < 1 else f"{math.ceil(database)}"
    memory = processes * cost.memory / MB_A_GB
    return [
        place["name"],
        f"{place['people']:,}",
        f"{turns:.1f}",
        str(processes),
        shown,
        f"{memory:.1f} GB",
        f"{stored:.1f} GB",
    ]


def _row(values: Sequence[str]) -> str:
    return f"| {' | '.join(values)} |"
