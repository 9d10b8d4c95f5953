"""Measures the understanding on what it has not seen.

    python -m scripts.nlu_report [topics] [belonging] [decisions] [left-out] [--folds 5] [--notice ID ...]

Without a section the first three are made; left-out trains one model a notice. Every case that went wrong is listed in
var/nlu-report/<section>.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from bot.runtime import environment

from .section import Section

OUT = Path("var/nlu-report")


def main() -> int:
    """Prints each section and leaves its cases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", default=["topics", "belonging", "decisions"])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--notice", nargs="*", default=(), help="left-out: only these")
    options = parser.parse_args()
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
    for name in options.sections:
        found = made[name]()
        print(f"== {found.title}", *found.lines, sep="\n", flush=True)
        cases = json.dumps(found.cases, ensure_ascii=False, indent=1)
        (OUT / f"{name}.json").write_text(cases, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
