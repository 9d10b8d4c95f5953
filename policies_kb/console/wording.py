"""How releases are told on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import datetime

from policies_kb.releases import Difference
from policies_kb.today import BEIJING

KINDS = {"added": "新增", "changed": "修改", "removed": "撤下"}
STATES = {"draft": "草稿", "in_review": "审核中"}


def add_url(parser: argparse.ArgumentParser) -> None:
    """The option that every command on releases has."""
    parser.add_argument(
        "--url", default=None, help="知识库的 SQLAlchemy 地址（默认 $ZC_KB_URL，再默认 var/ 下的 SQLite）"
    )


def moment(at: datetime) -> str:
    """Beijing time, to the minute."""
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def difference_lines(differences: Iterable[Difference], *, text: bool = False) -> list[str]:
    """One line a notice and, indented, one a file; with ``text`` each file's difference below it."""
    lines = []
    for found in differences:
        counts = f"+{found.lines_added} -{found.lines_removed} 行"
        if found.whole:
            lines.append(f"  {KINDS[found.kind]} {found.notice_id}（{counts}）")
            continue
        lines.append(f"    {KINDS[found.kind]} {found.file_name}（{counts}）")
        if text:
            lines += found.text.replace("\r", "␍").rstrip("\n").split("\n")
    return lines
