"""`python -m benchmarks.stock [--epochs N] [--sentences N] [--rounds N]`: ours against stock Rasa, as ratios.

Both are one process that answers on loopback, asked in turn, several rounds of each, so that whatever else the machine
does falls on both alike; CPU is what the processes used, which other work changes little. Stock keeps conversations in
memory and its action finds nothing out, where ours answers from the notices and stores each turn: both favour stock.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.cli.measuring import bench_parser
from evaluation.reports.charts import bars
from evaluation.reports.measured import Figure, tell
from policies_kb.terminal.progress import each
from scripts.assistant_process import ChatClient, running_assistant

from ..chat_turns import AS_OF, MESSAGES, PARALLEL_SENDERS, rss_mb
from ..long_messages import cpu_seconds
from . import servers
from .environment import FOLDER, NoPython, rasa
from .project import RASA_S_OWN_EPOCHS, make

Say = Callable[[str, str], object]
AIMS = {"turns/s": 7.0, "p50 ms": 1 / 6, "memory MB": 1 / 3, "start s": 1 / 8}


@dataclass
class Measured:
    """One of the two. ``took``: seconds of each turn, one person at a time."""

    say: Say
    pids: tuple[int, ...]
    start: float
    took: list[float] = field(default_factory=list)
    cpu: float = 0.0
    rates: list[float] = field(default_factory=list)
    start_cpu: float = 0.0

    def __post_init__(self) -> None:
        self.start_cpu = self._cpu()

    def round(self, number: int) -> None:
        """One person after the other, then several at once."""
        for message in MESSAGES:
            began = time.perf_counter()
            self.say(f"alone-{number}", message)
            self.took.append(time.perf_counter() - began)
        before, began = self._cpu(), time.perf_counter()
        threads = [threading.Thread(target=self._talk, args=(f"{number}-{n}",)) for n in range(PARALLEL_SENDERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        turns = PARALLEL_SENDERS * len(MESSAGES)
        self.rates.append(turns / (time.perf_counter() - began))
        self.cpu += (self._cpu() - before) / turns

    def figures(self) -> dict[str, float]:
        """The medians."""
        return {
            "turns/s": statistics.median(self.rates),
            "p50 ms": statistics.median(self.took) * 1000,
            "CPU ms a turn": self.cpu / len(self.rates) * 1000,
            "memory MB": sum(rss_mb(pid) or 0.0 for pid in self.pids),
            "start s": self.start,
            "start CPU s": self.start_cpu,
        }

    def _cpu(self) -> float:
        return sum(cpu_seconds(pid) or 0.0 for pid in self.pids)

    def _talk(self, sender: str) -> None:
        for message in MESSAGES:
            self.say(sender, message)


def trained(rasa_command: Path, epochs: int, sentences: int) -> Path:
    """The stock project with its model, trained where that has not been done with these numbers."""
    project = FOLDER / f"project-{sentences}-{epochs}"
    if not list(project.glob("models/*.tar.gz")):
        subprocess.run(["rm", "-rf", str(project)], check=True)
        count = make(project, epochs, sentences)
        began = time.perf_counter()
        subprocess.run([str(rasa_command), "train", "--quiet"], cwd=project, check=True)
        print(f"stock: {count} sentences, {epochs} epochs, {time.perf_counter() - began:.0f} s of training")
    return project


def main() -> int:
    """Prints both and the ratios; 1 where an aim is missed."""
    parser = bench_parser("compare")
    parser.add_argument(
        "--epochs",
        type=int,
        default=2,
        metavar="遍数",
        help=f"原样的 Rasa 训练几遍（它自己的数是 {RASA_S_OWN_EPOCHS}）",
    )
    parser.add_argument("--sentences", type=int, default=10, metavar="句数", help="每个意图最多几句")
    parser.add_argument("--rounds", type=int, default=5, metavar="轮数", help="轮流问几轮（默认 5）")
    options = parser.parse_args()
    try:
        command = rasa()
    except NoPython as reason:
        print(reason, file=sys.stderr)
        return 1
    project = trained(command, options.epochs, options.sentences)
    with running_assistant() as assistant, servers.running(command, project, FOLDER / "run.log") as stock:
        ours = Measured(lambda s, m: ChatClient(assistant).say(s, m, AS_OF), (assistant.pid,), assistant.start_seconds)
        theirs = Measured(lambda s, m: servers.say(stock.port, s, m), stock.pids, stock.start_seconds)
        for number in each("轮流问", range(options.rounds)):
            for one in (ours, theirs):
                one.round(number)
        mine, others = ours.figures(), theirs.figures()
    missed = False
    print(f"{'':16}{'ours':>10}{'stock':>10}{'ratio':>10}  aim")
    for name, value in mine.items():
        ratio, aim = value / others[name], AIMS.get(name)
        short = aim is not None and (ratio < aim if aim > 1 else ratio > aim)
        missed |= short
        shown = "" if aim is None else f"{'≥' if aim > 1 else '≤'} {aim:.2f}{'  MISSED' if short else ''}"
        print(f"{name:16}{value:10.1f}{others[name]:10.1f}{ratio:10.2f}  {shown}")
    _tell(mine, others)
    return int(missed)


def _tell(mine: Mapping[str, float], others: Mapping[str, float]) -> None:
    ratios = {name: value / others[name] for name, value in mine.items()}
    figures = [
        Figure(f"{name}，我们的是几倍", ratio, "倍", AIMS.get(name), AIMS.get(name, 0) > 1)
        for name, ratio in ratios.items()
    ]
    charts = [(name, {"这个助手": mine[name], "原样的 Rasa": others[name]}) for name in mine]
    tell("compare", "和原样的 Rasa 3.6.21 比", figures, charts=lambda: [bars(name, both) for name, both in charts])


if __name__ == "__main__":
    sys.exit(main())
