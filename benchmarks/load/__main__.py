"""`python -m benchmarks.load [--people N] [--seconds N] [--profile NAME] [--write FILE]`."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from bot.cli.measuring import bench_parser
from evaluation.reports.page import publish

from ..faults.stack import PROFILES, Scale
from . import report
from .capacity import page
from .conversations import conversations
from .environment import FOLDER, locust
from .measured import measure

MOST_ERRORS = 0


def main() -> int:
    """Prints, and writes the page; 1 where somebody was not answered."""
    parser = bench_parser("load")
    parser.add_argument("--people", type=int, default=200, metavar="人数", help="同时问的人（默认 200）")
    parser.add_argument("--seconds", type=int, default=120, metavar="秒", help="问多久（默认 120）")
    parser.add_argument("--profile", choices=[kind.name for kind in PROFILES], help="只量一种装法")
    parser.add_argument("--write", type=Path, metavar="文件", help="写成给人看的 Markdown 页")
    options = parser.parse_args()
    command = locust()
    said = FOLDER / "conversations.json"
    said.write_text(json.dumps(conversations(), ensure_ascii=False), encoding="utf-8")
    found = []
    for kind in PROFILES:
        if options.profile not in (None, kind.name):
            continue
        if kind is Scale and not shutil.which("redis-server"):
            print("没有量成规模的装法:apt-get install postgresql redis-server", file=sys.stderr)
            continue
        found.append(measure(kind, command, said, options.people, options.seconds))
        print(found[-1].as_json(), flush=True)
    if found:
        report.remember(found)
        publish(lambda: report.page(found), FOLDER / "report.html")
    if options.write and found:
        options.write.write_text(page(found), encoding="utf-8")
    return int(any(one.errors > MOST_ERRORS for one in found))


if __name__ == "__main__":
    sys.exit(main())
