"""`python -m benchmarks.load [--people N] [--seconds N] [--profile NAME] [--write FILE]`."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from ..faults.stack import PROFILES, Scale
from .capacity import page
from .conversations import conversations
from .environment import FOLDER, locust
from .measured import measure

MOST_ERRORS = 0


def main() -> int:
    """Prints, and writes the page; 1 where somebody was not answered."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--people", type=int, default=200, help="at once")
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--profile", choices=[kind.name for kind in PROFILES])
    parser.add_argument("--write", type=Path)
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
    if options.write and found:
        options.write.write_text(page(found), encoding="utf-8")
    return int(any(one.errors > MOST_ERRORS for one in found))


if __name__ == "__main__":
    sys.exit(main())
