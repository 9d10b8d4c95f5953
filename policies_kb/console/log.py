"""``log``: which release served when, and what each changed."""

from __future__ import annotations

import argparse
from typing import Any

from policies_kb.releases import Activation, log
from policies_kb.store import default_url

from .wording import add_url, difference_lines, moment


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("log", help="历次发布和退回，最近的在前")
    add_url(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the current one first."""
    lines = log(options.url or default_url())
    if not lines:
        print("还没有发布：先运行 python -m policies_kb build")
    for number, line in enumerate(lines):
        print(f"{'*' if number == 0 else ' '} {_told(line)}")
        if line.kind == "release":
            print(*difference_lines(line.release.differences), sep="\n")
    return 0


def _told(line: Activation) -> str:
    made = line.release
    if line.kind == "rollback":
        return f"退回到第 {made.number} 号  {moment(line.at)}  {line.by}：{line.reason}"
    who = f"作者 {made.author}，审核 {made.reviewer}" if made.reviewer else "通知文件夹"
    return f"第 {made.number} 号  {moment(line.at)}  {who}：{made.reason}"
