"""`python -m benchmarks.faults [--profile NAME] [--only NAME,…] [--write FILE]`; 1 where a fault is not borne.

Needs root for a full disk of its own, PostgreSQL and Redis for the second profile, libfaketime for the clock; what is
missing is named, in the table too. What was found is kept in var/faults.json, and what came with the program is read
from its page, so that one fault can be drilled again and the page still shows all.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.cli.measuring import bench_parser
from evaluation.reports.page import publish
from policies_kb.terminal.progress import each

from . import clock, drill, report, table
from .catalogue import FAULTS
from .drill import Fault, Outcome
from .room import room
from .stack import PROFILES, DidNotStart, Scale, Stack


def missing() -> dict[str, str]:
    """What is not installed → what cannot be drilled."""
    absent: dict[str, str] = {}
    if not shutil.which("redis-server") or not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        absent[Scale.name] = "成规模的装法(apt-get install postgresql redis-server)"
    if clock.library() is None:
        absent["clock"] = "时钟(apt-get install faketime)"
    return absent


def undergo_all(kind: type[Stack], faults: Sequence[Fault]) -> Iterator[Outcome]:
    """All faults on one profile; those of the clock under a clock of their own."""
    for faked in (False, True):
        chosen = [fault for fault in faults if fault.clock == faked]
        if not chosen:
            continue
        with room() as here:
            time = clock.Clock(here.folder)
            stack = kind(here, time.environment if faked else {})
            stack.prepare()
            try:
                stack.start()
                for fault in chosen:
                    outcome = asyncio.run(drill.undergo(fault, stack, time))
                    yield outcome
                    print(" | ".join(table.cells(outcome)), flush=True)
                    if outcome.recovered is None:
                        stack.stop()
                        stack.start()
            finally:
                stack.stop()


def main() -> int:
    """Drills, prints and writes; 0 where all is borne."""
    parser = bench_parser("faults")
    parser.add_argument("--profile", choices=[kind.name for kind in PROFILES], help="只演练一种装法")
    parser.add_argument("--only", default="", metavar="名称", help="只演练这几项，中间用逗号")
    parser.add_argument("--write", type=Path, metavar="文件", help="写成给人看的 Markdown 页")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that what was started is ended
    absent = missing()
    only = {name for name in options.only.split(",") if name}
    kept = table.Kept.read()
    outcomes: list[Outcome] = []
    for kind in PROFILES:
        if kind.name in absent or options.profile not in (None, kind.name):
            continue
        faults = [
            fault
            for fault in FAULTS
            if kind.name in fault.profiles
            and (not only or fault.name in only)
            and not (fault.clock and "clock" in absent)
        ]
        try:
            for outcome in each(kind.title, undergo_all(kind, faults), len(faults)):
                outcomes.append(outcome)
                kept.add(kind.title, outcome)
        except DidNotStart as reason:
            print(f"没有启动:{reason}", file=sys.stderr)
            return 1
    drilled = {kind.title: [fault for fault in FAULTS if kind.name in fault.profiles] for kind in PROFILES}
    publish(lambda: report.page(kept, drilled), table.KEPT.with_suffix(".html"))
    if options.write:
        order = {profile: [fault.title for fault in faults] for profile, faults in drilled.items()}
        options.write.write_text(kept.page(order, drill.PEOPLE, list(absent.values())), encoding="utf-8")
    well = sum(outcome.well for outcome in outcomes)
    print(f"{well}/{len(outcomes)} 项合格;没有做:{'、'.join(absent.values()) or '没有'}")
    return 0 if outcomes and well == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
