"""What a number of notices costs: start, memory, questions and cases, as ratios to five notices, with made-up ones.

python -m benchmarks.notice_curve [--notices 5 500 10000] [--folder var/bench-many]

A store of many notices is made once (ten thousand take the better part of an hour on two cores) and used again; each
number is measured in a process of its own. Exit status 1 where a bound is missed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.made_up_release import released
from bot.cli.measuring import bench_parser
from evaluation.reports.charts import lines
from evaluation.reports.measured import Figure, tell
from policies_kb.store import load_release
from policies_kb.terminal.progress import each

NOTICES = (5, 500, 10_000)
FOLDER = Path("var/bench-many")
MOST_START, MOST_MEMORY = 30.0, 1536.0  # seconds, MB
# kind of call → what it is called, and how many times that of five notices it may take (0: no bound)
KINDS = {
    "place_same": ("一处地方的问题", 2.0),
    "place_varied": ("各处地方的问题", 2.0),
    "no_place": ("没说地方的问题", 3.0),
    "case": ("讲自己的情况", 0.0),
    "person": ("转人工", 0.0),
    "assess_place": ("核对（有地方）", 0.0),
    "assess_no_place": ("核对（没说地方）", 0.0),
}


def main() -> int:
    """Prints the table."""
    parser = bench_parser("many")
    parser.add_argument(
        "--notices", type=int, nargs="+", default=list(NOTICES), metavar="份数", help="各几份（默认 5 500 10000）"
    )
    parser.add_argument(
        "--folder", type=Path, default=FOLDER, metavar="文件夹", help=f"编好的库放在哪里（默认 {FOLDER}）"
    )
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    counts = each("各种份数", sorted(options.notices))
    measured = [_measured(store(options.folder, count)) for count in counts]
    few, missed = measured[0], []
    print("| 通知 | " + " | ".join(f"{one['notices']:.0f} 份" for one in measured) + " |")
    print("|---|" + "---|" * len(measured))
    print("| 启动（秒） | " + " | ".join(f"{one['start_s']:.1f}" for one in measured) + " |")
    print("| 内存（MB，量完时） | " + " | ".join(f"{one['end_mb']:.0f}" for one in measured) + " |")
    for kind, (name, most) in KINDS.items():
        ratios = [one[kind] / few[kind] for one in measured]
        cells = [f"{one[kind]:.1f} 毫秒，{ratio:.2f} 倍" for one, ratio in zip(measured, ratios, strict=True)]
        print(f"| {name} | " + " | ".join(cells) + " |")
        missed += [name] if most and max(ratios) > most else []
    for kind in ("no_place", "person"):
        cells = [f"{one[f'{kind}_characters']:.0f} 字、{one[f'{kind}_buttons']:.0f} 个按钮" for one in measured]
        print(f"| {KINDS[kind][0]}：回复最长 | " + " | ".join(cells) + " |")
    missed += [f"{one['notices']:.0f} 份时启动" for one in measured if one["start_s"] > MOST_START]
    missed += [f"{one['notices']:.0f} 份时内存" for one in measured if one["end_mb"] > MOST_MEMORY]
    _tell(measured)
    print(f"没有达到：{'、'.join(missed) or '无'}")
    return 1 if missed else 0


def _tell(measured: Sequence[Mapping[str, float]]) -> None:
    few, most = measured[0], measured[-1]
    last = f"{most['notices']:.0f} 份"
    figures = [
        Figure(f"{last}：启动", most["start_s"], "秒", MOST_START),
        Figure(f"{last}：内存", most["end_mb"], "MB", MOST_MEMORY),
        *(
            Figure(f"{last}：{name}", most[kind] / few[kind], "倍", limit or None)
            for kind, (name, limit) in KINDS.items()
        ),
    ]
    turns = {name: [(one["notices"], one[kind]) for one in measured] for kind, (name, _) in KINDS.items()}
    starts = {"启动": [(one["notices"], one["start_s"]) for one in measured]}
    memory = {"内存": [(one["notices"], one["end_mb"]) for one in measured]}
    tell(
        "many",
        "通知多了以后",
        figures,
        charts=lambda: [
            lines("一句话的 CPU", turns, across="份", up="毫秒"),
            lines("启动", starts, across="份", up="秒"),
            lines("内存，量完时", memory, across="份", up="MB"),
        ],
    )


def store(folder: Path, count: int) -> str:
    """The store of so many notices, made where there is none, with every notice made ready by this program."""
    file = folder / f"{count}.sqlite"
    url = f"sqlite:///{file.resolve()}"
    if not file.is_file():
        begun = time.perf_counter()
        half_made = file.with_suffix(".making")
        half_made.unlink(missing_ok=True)
        released(f"sqlite:///{half_made.resolve()}", count)
        half_made.rename(file)
        print(f"编出 {count} 份通知：{time.perf_counter() - begun:.0f} 秒", file=sys.stderr)
    begun = time.perf_counter()
    load_release(url)
    print(f"{count} 份装好：{time.perf_counter() - begun:.0f} 秒", file=sys.stderr)
    return url


def _measured(url: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.notice_counts"]
    done = subprocess.run(command, env={**os.environ, "ZC_KB_URL": url}, stdout=subprocess.PIPE, check=True, text=True)
    return {name: float(value) for name, value in json.loads(done.stdout.splitlines()[-1]).items()}


if __name__ == "__main__":
    raise SystemExit(main())
