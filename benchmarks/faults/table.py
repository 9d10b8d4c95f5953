"""The outcomes as a page for operators (docs/故障演练.md)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .drill import Outcome

HEAD = Path(__file__).with_name("page_head.md").read_text("utf-8")
KEPT = Path("var/faults.json")
PAGE = Path("docs/故障演练.md")
MARKS = ("✓", "✗")
COLUMNS = ("", "故障", "答", "丢", "重", "错", "记不住", "断", "道歉", "健康", "恢复", "说明")


@dataclass
class Kept:
    """Profile → fault → whether it was borne, and its line; as of the last time that each was drilled."""

    lines: dict[str, dict[str, tuple[bool, list[str]]]]

    @classmethod
    def read(cls) -> Kept:
        """What earlier drills have found: here, else as the page says that came with the program."""
        lines = _lines_of(PAGE.read_text("utf-8")) if PAGE.is_file() else {}
        here = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else {}
        return cls({profile: lines.get(profile, {}) | here.get(profile, {}) for profile in {**lines, **here}})

    def add(self, profile: str, outcome: Outcome) -> None:
        """Keeps one more, in place of an older one; both profiles may be drilled at the same time."""
        self.lines = Kept.read().lines
        self.lines.setdefault(profile, {})[outcome.fault.title] = (outcome.well, cells(outcome))
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(self.lines, ensure_ascii=False, indent=1), encoding="utf-8")

    def page(self, order: Mapping[str, Sequence[str]], people: int, missing: Sequence[str]) -> str:
        """The page. ``order``: profile → its faults; one that has not been drilled here says so."""
        parts = [HEAD.format(people=people, cores=os.cpu_count(), missing="、".join(missing) or "没有")]
        for profile, titles in order.items():
            lines = self.lines.get(profile, {})
            rows = [_row(COLUMNS), _row(["---"] * len(COLUMNS))]
            rows += [_row(lines[title][1] if title in lines else _undrilled(title)) for title in titles]
            well = sum(lines[title][0] for title in titles if title in lines)
            parts.append(f"## {profile}\n\n{well}/{len(titles)} 项合格。\n\n" + "\n".join(rows) + "\n")
        return "\n".join(parts)


def _lines_of(page: str) -> dict[str, dict[str, tuple[bool, list[str]]]]:
    """The drilled rows of a page that `Kept.page` has written."""
    found: dict[str, dict[str, tuple[bool, list[str]]]] = {}
    profile = ""
    for line in page.splitlines():
        if line.startswith("## "):
            profile = line.removeprefix("## ")
        row = line.removeprefix("| ").removesuffix(" |").split(" | ")
        if len(row) == len(COLUMNS) and row[0] in MARKS:
            found.setdefault(profile, {})[row[1]] = (row[0] == MARKS[0], row)
    return found


def cells(outcome: Outcome) -> list[str]:
    """One line of the table."""
    count = outcome.reckoning
    health = outcome.health or "对"
    if outcome.says:
        health += f"({'、'.join(outcome.says)})"
    recovered = "没有恢复" if outcome.recovered is None else f"{outcome.recovered:.1f} 秒"
    return [
        MARKS[not outcome.well],
        outcome.fault.title,
        *(str(number) for number in (count.answered, count.lost, count.twice, count.wrong)),
        *(str(number) for number in (count.told, count.broken + count.refused, count.sorry)),
        f"{health};{outcome.slowest * 1000:.0f} 毫秒",
        recovered,
        ";".join((*outcome.failed, *outcome.notes, *([f"答到一半断开 {count.cut} 次"] if count.cut else []))),
    ]


def _undrilled(title: str) -> list[str]:
    return ["–", title, *[""] * (len(COLUMNS) - 3), "还没有演练"]


def _row(values: Sequence[str]) -> str:
    return f"| {' | '.join(values)} |"
