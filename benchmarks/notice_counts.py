"""What one process costs with so many notices: start, memory, and turns of several kinds; prints one line of JSON.

Run by ``benchmarks.notice_curve``, a process for each number of notices, with ZC_KB_URL naming the store.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.chat_turns import rss_mb

DAY = date(2024, 10, 10)
ASKED = ("什么时候申报", "大专要满几年", "纸质材料要哪些", "电话多少", "收费吗")
TURNS = 60  # of each kind
WARM = 10  # before it counts
TARGET = "初定初级"


def main() -> int:
    """Measures and prints."""
    from policies_kb.serving import current, start

    before, cpu = time.perf_counter(), time.process_time()
    snapshot = start()
    started, worked = time.perf_counter() - before, time.process_time() - cpu
    after_start = _resident()
    from evaluation.assistants import InProcess
    from policies_kb.eligibility import Applicant, assess

    found: dict[str, object] = {
        "notices": len(snapshot.base.notices),
        "start_s": started,
        "start_cpu_s": worked,
        "start_mb": after_start,
    }
    with tempfile.TemporaryDirectory() as folder:
        assistant = InProcess(Path(folder))
        places = _places(snapshot)
        senders = (f"sender-{number}" for number in itertools.count())

        def say(text: str) -> None:
            replies = assistant.say(next(senders), text, DAY)
            lengths.append((sum(len(r.text) for r in replies), sum(len(r.buttons) for r in replies)))

        lengths: list[tuple[int, int]] = []
        kinds: dict[str, Iterable[str]] = {
            "place_same": (f"{places[0]}{asked}" for asked in cycle(ASKED)),
            "place_varied": (f"{place}{asked}" for place, asked in zip(cycle(places), cycle(ASKED), strict=False)),
            "no_place": cycle(ASKED),
            "case": (f"我在{place}企业，大专毕业干了3年，能初定吗" for place in cycle(places)),
            "person": cycle(["转人工"]),
        }
        for name, texts in kinds.items():
            lengths.clear()
            found[name] = _timed(say, texts)
            found[f"{name}_characters"] = max(length for length, _ in lengths)
            found[f"{name}_buttons"] = max(buttons for _, buttons in lengths)
        for name, region in (("assess_place", places), ("assess_no_place", [None])):
            cases = (Applicant.model_validate({"region": r} if r else {}) for r in cycle(region))
            found[name] = _timed(lambda case: assess(current().rulebook, TARGET, case, DAY), cases)
        assistant.close()
    found["end_mb"] = _resident()
    print(json.dumps(found))
    return 0


def _places(snapshot: object) -> list[str]:
    """Places with a notice in force for all series, in an order of no meaning."""
    from policies_kb.scope import timeline

    base = snapshot.base  # type: ignore[attr-defined]
    general = [n for n in timeline(base).current(DAY) if n.head.coverage.series_mode != "only"]
    found = sorted({notice.head.coverage.regions[0] for notice in general})
    random.Random(7).shuffle(found)
    return found


def _timed(call: Callable[[Any], object], given: Iterable[Any]) -> float:
    """The median milliseconds of CPU of a call: what others do on the machine meanwhile does not count."""
    taken = []
    for one in islice(given, WARM + TURNS):
        begun = time.process_time()
        call(one)
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken[WARM:])


def _resident() -> float:
    return rss_mb(os.getpid()) or 0.0


if __name__ == "__main__":
    sys.exit(main())
