"""Measures the running assistant over /api/chat: start, memory, latency, growth, throughput, long messages.

    python -m benchmarks.chat_turns [--check]

With --check the exit status is 1 when a figure misses its target.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from pathlib import Path

from benchmarks import long_messages
from bot.cli.measuring import bench_parser
from evaluation.reports.measured import Figure, tell
from policies_kb.terminal.progress import each
from scripts.assistant_process import Assistant, ChatClient, running_assistant

MESSAGES = [line for line in Path(__file__).with_name("messages.txt").read_text("utf-8").splitlines() if line]
AS_OF = "2024-10-10"
LONG_CONVERSATION = 200  # turns
SHORT_CONVERSATIONS = 20  # of one round of MESSAGES each
PARALLEL_SENDERS = 8
EDGE = 20  # turns that stand for the beginning and the end of the long conversation
# figure → the largest value that is good enough (ms, MB, s, ratio)
TARGETS = {
    "p50_ms": 10.0,
    "p95_ms": 20.0,
    "growth": 1.2,
    "rss_mb": 453.0,
    "start_s": 12.0,
    "bystander_delay_s": 0.5,
    **{f"cpu_ms {kind}": 150.0 for kind in long_messages.messages()},
}


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def rss_mb(pid: int) -> float | None:
    """Resident memory of a process and its children in MB; None where there is no /proc."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    own = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own / 1024 + sum(rss_mb(int(child)) or 0.0 for child in children)


def short_conversations(assistant: Assistant) -> list[float]:
    """Seconds of each turn of many short conversations."""
    client = ChatClient(assistant)
    return [client.say(f"short-{n}", m, AS_OF)[0] for n in each("短对话", range(SHORT_CONVERSATIONS)) for m in MESSAGES]


def long_conversation(assistant: Assistant) -> list[float]:
    """Seconds of each turn of one long conversation."""
    client = ChatClient(assistant)
    return [client.say("long", MESSAGES[n % len(MESSAGES)], AS_OF)[0] for n in each("长对话", range(LONG_CONVERSATION))]


def turns_per_second(assistant: Assistant) -> float:
    """Turns per second with several people asking at once."""

    def talk(name: str) -> None:
        client = ChatClient(assistant)
        for message in MESSAGES * 2:
            client.say(name, message, AS_OF)

    threads = [threading.Thread(target=talk, args=(f"parallel-{n}",)) for n in range(PARALLEL_SENDERS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return PARALLEL_SENDERS * len(MESSAGES) * 2 / (time.perf_counter() - started)


def measure(assistant: Assistant, start_s: float) -> tuple[dict[str, float], dict[str, list[float]]]:
    """All figures of one run, and the milliseconds of each turn by kind of conversation."""
    before = long_messages.cpu_seconds(assistant.pid)
    short = short_conversations(assistant)
    after = long_messages.cpu_seconds(assistant.pid)
    long = long_conversation(assistant)
    figures = {
        "start_s": start_s,
        "p50_ms": statistics.median(short) * 1000,
        "p95_ms": percentile(short, 0.95) * 1000,
        "first_turns_ms": statistics.median(long[:EDGE]) * 1000,
        "last_turns_ms": statistics.median(long[-EDGE:]) * 1000,
        "growth": statistics.median(long[-EDGE:]) / statistics.median(long[:EDGE]),
        "turns_per_s": turns_per_second(assistant),
    }
    memory = rss_mb(assistant.pid)
    if before is not None and after is not None:  # what the turn costs, however busy the machine is
        figures["cpu_ms per turn"] = (after - before) * 1000 / len(short)
    if memory is not None:
        figures["rss_mb"] = memory
    figures |= long_messages.delay_of_a_bystander(assistant, MESSAGES[1], AS_OF)
    figures |= long_messages.cpu_of_each_kind(assistant)
    conversations = {"二十段短对话": short, "一段二百句的对话": long}
    return figures, {name: [seconds * 1000 for seconds in turns] for name, turns in conversations.items()}


def main() -> int:
    """Runs the benchmark; prints a table."""
    parser = bench_parser("turns")
    parser.add_argument("--check", action="store_true", help="有数字没有达到目标，就以 1 结束")
    options = parser.parse_args()
    started = time.perf_counter()
    with running_assistant() as assistant:
        ChatClient(assistant).say("first", MESSAGES[0], AS_OF)
        figures, latencies = measure(assistant, time.perf_counter() - started)
    missed = [name for name, limit in TARGETS.items() if figures.get(name, 0.0) > limit]
    for name, value in figures.items():
        target = f"≤ {TARGETS[name]:g}" if name in TARGETS else ""
        print(f"{name:22}{value:10.2f}  {target:10}{'MISSED' if name in missed else ''}")
    told = [Figure(name, value, limit=TARGETS.get(name)) for name, value in figures.items()]
    tell("turns", "一句话要多久，服务要多少", told, curves={"一句话的时延": latencies})
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
