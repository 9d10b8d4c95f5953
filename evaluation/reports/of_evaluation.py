"""The page of `make eval`: right and wrong by kind, floors, each kind over the runs, what was misjudged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from evaluation import report
from evaluation.floors import LESS, Floors
from evaluation.measures import ALL, Measures
from evaluation.rows import Row

from .charts import percentiles, shares
from .history import KEPT, Run, by_kind, keep, over_time, runs
from .page import Page, Part, Replies, Table

FILE = "report.html"
READ = 200  # misjudged cases that can be read on the page; all are in misjudged.md
WRONG = "wrong "  # before a group whose share of misleading replies is kept


def remember(
    measures: Mapping[str, Measures], name: str, base: str, code: str, release: int | None, path: Path = KEPT
) -> None:
    """Keeps the shares of one run under ``name``; an assistant elsewhere has a history of its own."""
    figures = {group: found.right for group, found in measures.items() if group != ALL}
    figures |= {WRONG + group: found.wrong for group, found in measures.items() if " / " not in group and group != ALL}
    at = datetime.now().astimezone()
    keep(Run(report=_report(base), name=name, at=at, code=code, release=release, figures=figures), path)


def page(
    judged: Sequence[Row],
    measures: Mapping[str, Measures],
    floors: Floors,
    reached: Floors,
    *,
    base: str = "",
    code: str = "",
    history: Path = KEPT,
) -> Page:
    """The page of one run, with the runs before it."""
    earlier = runs(_report(base), history)
    groups = [group for group in measures if " / " not in group and group != ALL]
    kinds = [name for name in measures if name != ALL]
    seconds: dict[str, list[float]] = {}
    for row in judged:
        seconds.setdefault(row.group, []).extend(spent * 1000 for spent in row.seconds if spent)
    parts: list[Part] = [
        Table(
            "各组",
            ["", *report.COLUMNS.values()],
            [_row(name, measures[name]) for name in (*groups, ALL) if name in measures],
        ),
        Table("和下限比", ["", "指标", "达到", "下限", ""], list(_held(floors, reached))),
        shares(
            "各类的对错",
            {name: _counts(judged, name) for name in kinds},
            "每类里对的、有欠缺的、会误导的各占多少；右边是对的和全部的个数",
        ),
        by_kind("各类对的份额，历次（百分数）", earlier, kinds, "一列是一次打分：日期、程序版本、知识库的发布号"),
    ]
    if len(earlier) > 1:
        parts += over_time("各组对的份额，历次", earlier, {group: group for group in groups}, share=True)
        parts += over_time("会误导的份额，历次", earlier, {WRONG + group: group for group in groups}, share=True)
    if any(seconds.values()):
        parts.append(percentiles("一句话的用时", seconds, note="机器忙的时候会长一些"))
    bad = report.misjudged(judged)
    parts.append(
        Replies(
            f"判错的 {len(bad)} 个" + (f"，这里 {READ} 个" if len(bad) > READ else ""),
            [_case(row) for row in bad[:READ]],
        )
    )
    right, wrong = sum(row.right for row in judged), sum(bool(row.wrong) for row in judged)
    lead = [f"{len(judged)} 条里对的 {right}，会误导的 {wrong}。"]
    if base:
        lead.append(f"问的是 {base} 的助手。")
    return Page("打分", "make eval", parts, lead, code)


def _report(base: str) -> str:
    return f"eval {base}".strip()


def _row(name: str, found: Measures) -> list[str]:
    return [name, *report.cells(found)]


def _held(floors: Floors, reached: Floors) -> list[list[str]]:
    rows = []
    for group, held in floors.items():
        for name, limit in held.items():
            value = reached.get(group, {}).get(name)
            if value is None:
                continue
            under = value > limit if name in LESS else value < limit
            rows.append(
                [
                    group,
                    name,
                    f"{value:.4g}",
                    f"{'≤' if name in LESS else '≥'} {limit:g}",
                    "没有达到" if under else "达到",
                ]
            )
    return rows


def _counts(judged: Sequence[Row], name: str) -> tuple[int, int, int]:
    group, _, kind = name.partition(" / ")
    rows = [row for row in judged if row.group == group and kind in ("", row.kind)]
    right, wrong = sum(row.right for row in rows), sum(bool(row.wrong) for row in rows)
    return right, len(rows) - right - wrong, wrong


def _worst_first(counts: Mapping[str, tuple[int, int, int]]) -> dict[str, tuple[int, int, int]]:
    return dict(sorted(counts.items(), key=lambda one: one[1][0] / (sum(one[1]) or 1)))


def _case(row: Row) -> tuple[str, Sequence[str], str, Sequence[str]]:
    heading = f"{row.id} · {row.group}{f' / {row.kind}' if row.kind else ''}"
    marked = [
        *(f"会误导：{one}" for one in row.wrong),
        *(f"欠缺：{one}" for one in row.faults),
        *(f"引用：{one}" for one in row.cites),
    ]
    return heading, row.asked, row.reply, [*marked, *([f"为什么：{row.why}"] if row.why else [])]
