"""The outcomes as a page for operators (docs/故障演练.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from .drill import Outcome

HEAD = Path(__file__).with_name("page_head.md").read_text("utf-8")
COLUMNS = ("", "故障", "答", "丢", "重", "错", "记不住", "断", "道歉", "健康", "恢复", "说明")


def page(found: Mapping[str, Sequence[Outcome]], people: int, missing: Sequence[str]) -> str:
    """Profile → outcomes, as Markdown."""
    parts = [HEAD.format(people=people, cores=os.cpu_count(), missing="、".join(missing) or "没有")]
    for title, outcomes in found.items():
        well = sum(outcome.well for outcome in outcomes)
        rows = [_row(COLUMNS), _row(["---"] * len(COLUMNS)), *(_row(cells(outcome)) for outcome in outcomes)]
        parts.append(f"## {title}\n\n{well}/{len(outcomes)} 项合格。\n\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def cells(outcome: Outcome) -> list[str]:
    """One line of the table."""
    count = outcome.reckoning
    health = outcome.health or "对"
    if outcome.says:
        health += f"({'、'.join(outcome.says)})"
    recovered = "没有恢复" if outcome.recovered is None else f"{outcome.recovered:.1f} 秒"
    return [
        "✓" if outcome.well else "✗",
        outcome.fault.title,
        *(str(number) for number in (count.answered, count.lost, count.twice, count.wrong)),
        *(str(number) for number in (count.told, count.broken + count.refused, count.sorry)),
        f"{health};{outcome.slowest * 1000:.0f} 毫秒",
        recovered,
        ";".join((*outcome.failed, *outcome.notes)),
    ]


def _row(values: Sequence[str]) -> str:
    return f"| {' | '.join(values)} |"
