"""Whether two results hold the same replies, to the letter: texts, buttons and `custom` of every case.

python -m evaluation.identical BEFORE AFTER

For a change that must not change an answer (an index, a cache, another store). Exit status 1 where a reply differs.
Timings are left out, and links, which say until when they hold.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

UNLIKE = ("seconds", "took", "milliseconds")  # how long an answer took
LINK = "/api/eligibility/"  # a checklist's link holds the day on which it ends
SHOWN = 20


def main() -> int:
    """Prints how many replies are the same and which are not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path, help="folder of a result")
    parser.add_argument("after", type=Path, help="folder of another result")
    options = parser.parse_args()
    before, after = replies(options.before), replies(options.after)
    unlike = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    for part, case in unlike[:SHOWN]:
        print(f"{part} {case}")
    print(f"{len(before)} 与 {len(after)} 条，不同的 {len(unlike)} 条")
    return 1 if unlike or not before else 0


def replies(result: Path) -> dict[tuple[str, str], Any]:
    """What was answered, by part and case, without what differs each time."""
    found: dict[tuple[str, str], Any] = {}
    for path in sorted((result / "replies").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            heard = json.loads(line)
            found[path.stem, str(heard["id"])] = _lasting(heard)
    return found


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lasting(held) for key, held in value.items() if key not in UNLIKE}
    if isinstance(value, list):
        return [_lasting(held) for held in value]
    return LINK if isinstance(value, str) and value.startswith(LINK) else value


if __name__ == "__main__":
    raise SystemExit(main())
