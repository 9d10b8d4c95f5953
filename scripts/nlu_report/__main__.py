"""Measures the understanding on what it has not seen.

    python -m scripts.nlu_report [topics] [belonging] [decisions] [left-out] [--folds 5] [--notice ID ...]

Without a section the first three are made; left-out trains one model a notice. Every case that went wrong is listed in
var/nlu-report/<section>.json; beside it stands the page with its charts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.cli.measuring import bench_parser
from bot.runtime import environment
from evaluation.reports.history import Run, keep, over_time, runs
from evaluation.reports.page import Page, publish
from evaluation.run import state_of_code

from .section import Section

OUT = Path("var/nlu-report")
TITLES = {"topics": "选题", "belonging": "归不归我们答", "decisions": "该怎么办", "left-out": "一份通知留出"}
FOLDS = 5
USUAL = ("topics", "belonging", "decisions")


def main() -> int:
    """Prints each section, leaves its cases and its page."""
    parser = bench_parser("nlu")
    parser.add_argument("sections", nargs="*", metavar="部分", help=f"{' '.join(TITLES)}；不写就是前三个")
    parser.add_argument("--folds", type=int, default=FOLDS, metavar="份数", help=f"选题分几份轮流留出（默认 {FOLDS}）")
    parser.add_argument("--notice", nargs="*", default=(), metavar="通知", help="left-out 只做这几份")
    options = parser.parse_args()
    for name in options.sections:
        if name not in TITLES:
            parser.error(f"没有“{name}”这个部分，只有 {' '.join(TITLES)}")
    environment.prepare()
    environment.quiet_logs()
    from . import belonging, decisions, left_out, topics

    made: dict[str, Callable[[], Section]] = {
        "topics": lambda: topics.section(options.folds),
        "belonging": belonging.section,
        "decisions": decisions.section,
        "left-out": lambda: left_out.section(frozenset(options.notice)),
    }
    OUT.mkdir(parents=True, exist_ok=True)
    for name in options.sections or USUAL:
        found = made[name]()
        print(f"== {found.title}", *found.lines, sep="\n", flush=True)
        cases = json.dumps(found.cases, ensure_ascii=False, indent=1)
        (OUT / f"{name}.json").write_text(cases, encoding="utf-8")
        usual = options.folds == FOLDS if name == "topics" else not options.notice
        tell(name, found, f"nlu {name}" if usual else f"nlu {' '.join((name, *sys.argv[1:]))}")
    return 0


def tell(name: str, found: Section, report: str) -> None:
    """Keeps the figures of a section under ``report``, with other runs that can be compared, and writes its page."""
    at, code = datetime.now().astimezone(), state_of_code()
    keep(Run(report=report, name=at.isoformat(), at=at, code=code, figures=dict(found.figures)))

    def page() -> Page:
        earlier = runs(report)
        trends = over_time("历次", earlier, {one: one for one in found.figures}, share=True) if len(earlier) > 1 else []
        command = "make nlu-report" if name in USUAL else f"make nlu-report REPORT={name}"
        return Page(f"没见过的话：{TITLES[name]}", command, [*found.parts(), *trends], found.lines, code, at)

    publish(page, OUT / f"{name}.html")


if __name__ == "__main__":
    sys.exit(main())
