"""Messages that try to cost more than others, against a usual one: `make bench-work` prints the ratios.

    python -m benchmarks.costly_messages [--check]

CPU of the whole process for a turn; the tests assert on counted work: signs written out, and sentences. A usual message
is the mean of those in messages.txt. Besides, how late the event loop is while each kind is answered. With --check the
exit status is 1 when a ratio is above `LIMIT`.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from bot.cli.measuring import bench_parser
from bot.runtime import environment
from evaluation.reports.charts import bars
from evaluation.reports.measured import Figure, tell
from policies_kb.reference import load_reference
from policies_kb.terminal.progress import each

LIMIT = 3.0  # times a usual message
LONGEST = 4000  # characters that a door accepts
REPEATS = 3
DAY = date(2024, 10, 10)
EVERY = 0.002  # seconds between two looks at the event loop
USUAL = [line for line in Path(__file__).with_name("messages.txt").read_text("utf-8").splitlines() if line]


def messages() -> dict[str, str]:
    """Kind → a message. Places are all that the reference knows, under their short names, over and over."""
    kinds = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return {kind: _made(**described)[:LONGEST] for kind, described in kinds.items()}


def _made(pieces: list[str], times: int, join: str = "") -> str:
    places = cycle(region.short for region in load_reference().regions.values())
    written = []
    for number, piece in enumerate(islice(cycle(pieces), times if join else times * len(pieces))):
        values = {"place": next(places), "n": f"{number % 90 + 10:02}", "m": number % 12 + 1, "d": number % 28 + 1}
        for name, value in values.items():
            piece = piece.replace(f"{{{name}}}", str(value))
        written.append(piece)
    return join.join(written)


def cpu_of(assistant: Any, sender: str, texts: list[str]) -> float:
    """Milliseconds of CPU for each message, the least of some tries of all."""
    took = []
    for number in range(REPEATS):
        before = time.process_time()
        for text in texts:
            assistant.say(f"{sender}-{number}", text, DAY)
        took.append((time.process_time() - before) / len(texts) * 1000)
    return min(took)


@contextmanager
def lag_of(loop: asyncio.AbstractEventLoop) -> Iterator[list[float]]:
    """The milliseconds by which the loop was late, look by look, while the block runs it."""
    late: list[float] = []

    async def looking() -> None:
        while True:
            due = time.perf_counter() + EVERY
            await asyncio.sleep(EVERY)
            late.append((time.perf_counter() - due) * 1000)

    task = loop.create_task(looking())
    try:
        yield late
    finally:
        task.cancel()


def main() -> int:
    """Prints a table."""
    parser = bench_parser("work")
    parser.add_argument("--check", action="store_true", help="有倍数超过上限，就以 1 结束")
    options = parser.parse_args()
    environment.prepare()
    from evaluation.assistants import InProcess

    ratios: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        assistant = InProcess(Path(folder))
        cpu_of(assistant, "warm", USUAL)
        usual = cpu_of(assistant, "usual", USUAL)
        print(f"a usual message: {usual:.1f} ms of CPU\n")
        print(f"{'kind':20}{'signs':>6}{'CPU':>9}{'loop late, ms':>15}")
        for kind, message in each("费事的话", messages().items()):
            cpu = cpu_of(assistant, kind, [message]) / usual
            with lag_of(assistant._loop) as late:
                assistant.say(f"{kind}-late", message, DAY)
            ratios[kind] = cpu
            print(f"{kind:20}{len(message):6}{cpu:8.1f}x{max(late, default=0.0):15.1f}", flush=True)
        assistant.close()
    worst = max(ratios.values())
    figures = [Figure("平常一句的 CPU", usual, "毫秒"), Figure("最费事的", worst, "倍", LIMIT)]
    limits = dict.fromkeys(ratios, LIMIT)
    tell("work", "故意费事的话", figures, charts=lambda: [bars("是平常一句的几倍（CPU）", ratios, limit=limits)])
    print(f"\nthe worst: {worst:.1f} x (limit {LIMIT:g})")
    return int(options.check and worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
