"""What long messages cost: the CPU of one of each kind, and how long four at once make a bystander wait."""

from __future__ import annotations

import os
import statistics
import threading
import time
from itertools import cycle, islice
from pathlib import Path

import yaml

from scripts.assistant_process import Assistant, ChatClient

LENGTH = 4000  # characters; the doors accept no more
AT_ONCE = ("questions", "stories", "dates", "words")  # the kinds that have most to read
QUIET = 5  # turns of the bystander before the others come
SETTLED = 0.3  # seconds without work after which a message is done with, answered or not
PATIENCE = 300.0  # seconds for one answer
PAUSE = 0.05  # seconds between two questions of the bystander


def messages() -> dict[str, str]:
    """Kind → a message of `LENGTH` characters."""
    kinds = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return {kind: "".join(islice(cycle("".join(pieces)), LENGTH)) for kind, pieces in kinds.items()}


def cpu_seconds(pid: int) -> float | None:
    """CPU that a process has spent, all threads; None where there is no /proc."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return None
    fields = stat.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _settled(pid: int) -> float:
    """The CPU spent once nothing works any more: a turn that was given up may go on."""
    spent = cpu_seconds(pid) or 0.0
    while True:
        time.sleep(SETTLED)
        now = cpu_seconds(pid) or 0.0
        if now - spent < SETTLED / 10:
            return now
        spent = now


def cpu_of_each_kind(assistant: Assistant) -> dict[str, float]:
    """`cpu_ms <kind>` → milliseconds of CPU for one message, whatever became of it; empty without /proc."""
    if cpu_seconds(assistant.pid) is None:
        return {}
    figures = {}
    for kind, message in messages().items():
        before = _settled(assistant.pid)
        ChatClient(assistant, PATIENCE).say(f"long-{kind}", message)
        figures[f"cpu_ms {kind}"] = (_settled(assistant.pid) - before) * 1000
    return figures


def delay_of_a_bystander(assistant: Assistant, question: str, as_of: str) -> dict[str, float]:
    """Seconds that the slowest answer to a bystander took longer while four long messages were worked on."""
    long = messages()
    bystander = ChatClient(assistant, PATIENCE)
    usual = statistics.median(bystander.say("bystander", question, as_of)[0] for _ in range(QUIET))
    threads = [
        threading.Thread(
            target=lambda kind=kind: ChatClient(assistant, PATIENCE).say(f"four-{kind}", long[kind], as_of)
        )
        for kind in AT_ONCE
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    waits: list[float] = []
    while any(thread.is_alive() for thread in threads) or not waits:
        waits.append(bystander.say("bystander", question, as_of)[0])
        time.sleep(PAUSE)
    return {"bystander_delay_s": max(waits) - usual, "four_long_s": time.perf_counter() - started}
