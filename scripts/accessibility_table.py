"""Writes the table of docs/无障碍.md from docs/无障碍.yml: `python -m scripts.accessibility_table`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

DATA, PAGE = Path("docs/无障碍.yml"), Path("docs/无障碍.md")
BEGIN, END = "<!-- 表从这里开始，由 docs/无障碍.yml 生成 -->", "<!-- 表到这里结束 -->"
STATES = ("做到", "部分", "不适用")


def rows() -> list[dict[str, Any]]:
    """The clauses, in the order of the file."""
    found: list[dict[str, Any]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))["rows"]
    return found


def sources() -> dict[str, str]:
    """What each short name of a source means, and how well it is known."""
    found: dict[str, str] = yaml.safe_load(DATA.read_text(encoding="utf-8"))["sources"]
    return found


def table() -> str:
    """Sources and rows as Markdown."""
    lines = [f"- {name}：{what}" for name, what in sources().items()]
    lines += ["", "| 依据 | 要求（转述） | 我们的做法 | 情况 | 测试 |", "|---|---|---|---|---|"]
    for row in rows():
        clause = row["clause"] or "条号未核到"
        state = row["state"] + (f"。{row['limit']}" if "limit" in row else "")
        tests = "<br>".join(f"`{test}`" for test in row.get("tests", ())) or "—"
        lines.append(f"| {row['source']} {clause} | {row['asks']} | {row['does']} | {state} | {tests} |")
    count = {state: sum(row["state"] == state for row in rows()) for state in STATES}
    lines += ["", f"共{len(rows())}行：做到{count['做到']}，部分{count['部分']}，不适用{count['不适用']}。"]
    return "\n".join(lines)


def page() -> str:
    """The page with the table as it ought to be."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.split(END)[1]}"


def main() -> int:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE}：{len(rows())} 行")
    return 0


if __name__ == "__main__":
    sys.exit(main())
